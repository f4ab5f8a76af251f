-- H2 2.4.240;
CREATE MEMORY TABLE "PUBLIC"."grantlet_schema_history"(
    "installed_rank" INTEGER NOT NULL,
    "version" CHARACTER VARYING(50),
    "description" CHARACTER VARYING(200) NOT NULL,
    "type" CHARACTER VARYING(20) NOT NULL,
    "script" CHARACTER VARYING(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" CHARACTER VARYING(100) NOT NULL,
    "installed_on" TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
);
ALTER TABLE "PUBLIC"."grantlet_schema_history" ADD CONSTRAINT "PUBLIC"."grantlet_schema_history_pk" PRIMARY KEY("installed_rank");
-- 3 +/- SELECT COUNT(*) FROM PUBLIC.grantlet_schema_history;
INSERT INTO "PUBLIC"."grantlet_schema_history" VALUES(-1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, 'GRANTLET', TIMESTAMP '2026-11-26 00:32:38.191322', 0, TRUE);
INSERT INTO "PUBLIC"."grantlet_schema_history" VALUES(1, '1', 'stores', 'SQL', 'V1__stores.sql', 1289558306, 'GRANTLET', TIMESTAMP '2026-11-26 00:32:38.653889', 217, TRUE);
INSERT INTO "PUBLIC"."grantlet_schema_history" VALUES(2, '2', 'issuers', 'SQL', 'V2__issuers.sql', 1205599265, 'GRANTLET', TIMESTAMP '2026-11-26 00:32:38.832678', 126, TRUE);
CREATE INDEX "PUBLIC"."grantlet_schema_history_s_idx" ON "PUBLIC"."grantlet_schema_history"("success" NULLS FIRST);
CREATE MEMORY TABLE "PUBLIC"."GRANTLET_INTEGRATION"(
    "PROVIDER" CHARACTER VARYING(64) NOT NULL,
    "ID" CHARACTER VARYING(36) NOT NULL,
    "VERSION" BIGINT NOT NULL,
    "BODY" CHARACTER VARYING(500000) NOT NULL
);
ALTER TABLE "PUBLIC"."GRANTLET_INTEGRATION" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_1" PRIMARY KEY("PROVIDER");
-- 5 +/- SELECT COUNT(*) FROM PUBLIC.GRANTLET_INTEGRATION;
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('by-issuer', 'b5b5dde2-0b59-4753-8676-d2046358f66f', 1, '{"id":"b5b5dde2-0b59-4753-8676-d2046358f66f","provider":"by-issuer","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXBGd82EbrsI3h_OPcYO5OJvvqZE2EduDX2qMU0GVCrsumr7tskcdgrqSJqBC9AUt9oQSMPABlZcobhG__sj3NYidGy1YA"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('by-endpoints', '2feb1c17-dc11-4017-b797-39eb1abd9b4e', 1, '{"id":"2feb1c17-dc11-4017-b797-39eb1abd9b4e","provider":"by-endpoints","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXA9HQ4mBOnosCdAjLMGwR7DyCIegOyyyRo5WKvwF301vHumWtvA2_JyQqKhfL-I7flqmNFC8vKTL5_MLFWVL6b8mNxGKQ"},"scope":["email"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('nobody', 'a1db0c4e-bfc6-481b-923c-9d6e57d30c4e', 1, '{"id":"a1db0c4e-bfc6-481b-923c-9d6e57d30c4e","provider":"nobody","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke"},"sealed":{"client_secret":"BGR1bXDtkQhEau9Ny1FJCwNCxUuRIRc8OVNzDy_wHmV7wwZnWkf0DAJfgWKt7gIdRU__vYEOWU11-zt-uYYYrsogMIV4cwCFkg"},"scope":["email"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('google', '3c2dbdb1-6700-4c7a-842c-31684189e07a', 1, '{"id":"3c2dbdb1-6700-4c7a-842c-31684189e07a","provider":"google","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXA0KnrHXeUuAhELh6I0jSqDDxf-_ia5odFmK46GOyBu-PkB-vmCPWXir3fI--FWoSSHbSBCW9KNKt-ZV5GNhP5gKwtwzw"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('box', 'eaf6ab4c-42f8-4177-bcda-1ad841c8d522', 1, '{"id":"eaf6ab4c-42f8-4177-bcda-1ad841c8d522","provider":"box","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXA7FMEXyuPloYdbyN2C0owUNyhA6ppNEMfJWih18dlba3m_P4en2CgOGxqmIBnFz9vDDaNndNmLGbwEIDM4WkIdamk4-g"},"scope":["email"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
CREATE MEMORY TABLE "PUBLIC"."GRANTLET_ONE_TIME"(
    "ID" CHARACTER VARYING(64) NOT NULL,
    "CONTENT" BINARY VARYING NOT NULL,
    "EXPIRES_AT" BIGINT NOT NULL
);
ALTER TABLE "PUBLIC"."GRANTLET_ONE_TIME" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_C" PRIMARY KEY("ID");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.GRANTLET_ONE_TIME;
CREATE INDEX "PUBLIC"."GRANTLET_ONE_TIME_EXPIRES" ON "PUBLIC"."GRANTLET_ONE_TIME"("EXPIRES_AT" NULLS FIRST);
CREATE MEMORY TABLE "PUBLIC"."GRANTLET_LEASE"(
    "GRANT_ID" CHARACTER VARYING(36) NOT NULL,
    "HOLDER" CHARACTER VARYING(64) NOT NULL,
    "HELD_UNTIL" BIGINT NOT NULL
);
ALTER TABLE "PUBLIC"."GRANTLET_LEASE" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_8A5" PRIMARY KEY("GRANT_ID");
-- 0 +/- SELECT COUNT(*) FROM PUBLIC.GRANTLET_LEASE;
CREATE MEMORY TABLE "PUBLIC"."GRANTLET_GRANT"(
    "ID" CHARACTER VARYING(36) NOT NULL,
    "VERSION" BIGINT NOT NULL,
    "ACCOUNT_KEY" CHARACTER VARYING(64),
    "PROVIDER" CHARACTER VARYING(64) NOT NULL,
    "INTEGRATION_ID" CHARACTER VARYING(36) NOT NULL,
    "STATUS" CHARACTER VARYING(16) NOT NULL,
    "EMAIL" CHARACTER VARYING(512),
    "ACCOUNT_ID" CHARACTER VARYING(256),
    "PROVIDER_USER_ID" CHARACTER VARYING(512),
    "IP" CHARACTER VARYING(64),
    "CREATED_AT" BIGINT NOT NULL,
    "UPDATED_AT" BIGINT NOT NULL,
    "EXPIRES_AT" BIGINT,
    "BODY" CHARACTER VARYING(200000) NOT NULL,
    "TOKENS" CHARACTER VARYING(1000000) NOT NULL,
    "ISSUER" CHARACTER VARYING(512)
);
ALTER TABLE "PUBLIC"."GRANTLET_GRANT" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_8" PRIMARY KEY("ID");
-- 8 +/- SELECT COUNT(*) FROM PUBLIC.GRANTLET_GRANT;
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('239b74f6-ae1d-4931-9301-381a30a13ad4', 1, 'NCUeGi0HWYuR13D559mWgzRpfeQoPkRfTEVXcRHZXoY', 'by-issuer', 'b5b5dde2-0b59-4753-8676-d2046358f66f', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXA5H5zs2sHC690wg31TFtztDXaAIfMMp9IipnyGWJEQc_PRSmqycrSrrhbU9k7S247hwS7f997CsAAAbS1JTqykmF4B6Sb6o_uabHpRsb6_YoPT009wszxjsv-t269YBjPoZpk81nH67quWvFpHXGTYtWq6jxYoT6y6oOyB5tWkU9e_0A2Dxkb0OkcEIyvqUybHgBF5fHAsY466QkGyfub88rQFCnXpR4UXVFWV1u0', 'issuer http://${provider}');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('9f2bd763-5f90-443e-a544-e00308eb0cbf', 1, '3bguPfwF11FUUfMwqZi_3IwQXsCf1D5Q0MSywKySwPQ', 'by-issuer', 'b5b5dde2-0b59-4753-8676-d2046358f66f', 'valid', 'grace@example.com', NULL, 'subject-grace', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXDqmXqyYF6foGxpXp3WJx0H4gvXAC4CiS0PG7MoSOJa7WQp2z8GB2cLusHBe5ojgi6vC-pHEon7BQMVvLXRbTYqWxKuCCKw-dxJVuMr7zWgUZ5spCWiGUdSCBYWEeBJtnKjLbcOhQktFoADYnRv9flMYlZAVwJiMjAOsAB-JAz_Q8aaF9TXcdk1CEZiKMnbX4UcGHs5beM2y81-cI3Slw3rn1OzH4iKY5-CSqY', 'issuer http://${provider}');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('e404a112-7de9-4a7f-9b77-afcc71b8d660', 2, 'Xj5F85eOYRSl76-o5Qo0fDE44ngYpgILBbetYCcFQJ0', 'by-issuer', 'b5b5dde2-0b59-4753-8676-d2046358f66f', 'invalid', 'ada@example.com', 'account-dead', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXBy1CqF6dOULsBPdS9ZxynHVPifATaJRxZzOplvPnTeJ5S9-iZuenpDxU-vdQKAYXOtfsQyBlsuxdOicmRmNBU_cx7GyZEf9z0-YZOiZ0juZyXLBE3uuD3O9PA_vS6vD6ucZVb9eG91lmMSv5ciXvwSAA_7lsVAYiJ6E9e5f8lOzA0L2-M7H4UwLwflMq4zg4qQzSizeb5FG4a2zoiShVWnLLKjH5Awecqjw7xWfkJdV0A', 'issuer http://${provider}');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('675fd0e5-b290-450e-abc3-966899f5f916', 1, 'rZLDm3r_D7SmZMa6xtpTTOX9hv4Ha9vJNLmYC7XGOYY', 'by-endpoints', '2feb1c17-dc11-4017-b797-39eb1abd9b4e', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXDsghgLzUEyrqXpTM1LsUYUb5cW2uoqLMWJpOew6nrapgyGVroSOVucoAIL8_JLQ1f6zg_ZaHx9Wg55aum8TQkAjhupSjowvAFFoQf1ekXU1u72sVD8-oLjt1jA_-MAjO6Iij8pm1XFQgmK19NZGqLvXb-q-DVsnldCwCB6x5Q8ZYVW2pBMVWq6PIi3WcrgYLe-Itx6sydjtpSXO9xnVimwnoBxMBvVIgzkzLiDGQ4adoY', 'token_endpoint http://${provider}/token');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('4593d08c-75f5-4358-89fc-be2eac8f8e77', 1, NULL, 'nobody', 'a1db0c4e-bfc6-481b-923c-9d6e57d30c4e', 'valid', NULL, 'account-1', NULL, NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","refreshable":true}', 'BGR1bXA6oyiBnzWJLDiak2RW_CTLaODq2XyWAkaNIzjCmbfLSCxryB0b6l8c_fcV-Vmmy_MdL-_qvk4wWxJrq4HLyH-hDmy9sHj9TF2Nejg_Blkw0QzpvxX21LK5HhjvoulvFjmOO38J6T7HEUgIP_mG4OAT8b0q8Is9H-cQB0VfO6krTUqLrcSBTLv7rtNv5ZpqLeUCejC6RQ99NrvlqplcOn914MaTq4D7x_fxb9A', 'token_endpoint http://${provider}/token');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('c2d552e4-4c51-4b3f-be06-b16c45149456', 1, 'bd6ZzKK6nyojffD_vbSUIe47BzUfRwlfthzKtI9VE-4', 'google', '3c2dbdb1-6700-4c7a-842c-31684189e07a', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXCnqcqyfO-WwZR_oNZDwxMcmBM8tkEIgqm3lnnZGRKXSX0l7s2E_XOdy_JMkzhL7xIN8crBmg0npnTwUb-gRvAq37iivrPycK6j8Y3ao1gtgW-TlQD95RkuA0m_zYQufclEimxoZ5QQXeOPfzmA-aVpiczqojuzyZD40CiHw3aWVjUIHbNq0ZcScmk6Tct9rd_WUbTMmDWv7dqmrQsmcPYuGd89WTrCV9xqvYs', 'issuer http://${provider}');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('5acbabac-f517-430b-91aa-d220466254ea', 1, 'sMJyQ1m6hv7L6w1WGMrwMEYP4wdvvPcFt0G0aubQtqY', 'deleted', '2dd05ab3-df69-42ee-9c29-dfefb8c60293', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXDuynbEkB8X2EDiEAtg9n7zimNfOkqS8sAmC2pf-9Jh3I_jH5L25HNKfKM2TMZemAQgl6ipS0qAhlyeHzZUQHIZgiDbXQrlEuP53dwKIrB3DIWOE9ZxLRFSz2gN-nR7LpyyHjAde0hSxny2M4ef_JSomcKU9hhQCgZestZMdAQdpLT7f531eTgkpwUet3pv63qvKx7c9BTROIxUv8EplAbaIGZlyvcpKWADmkUE', 'issuer http://${provider}');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('eeab2b58-640f-41c4-b54c-4d96d97c4396', 1, 'yO2W-yj-0aARmUMpGix8V-hBcFIQjmXCi8kP6ZVsOq8', 'box', 'eaf6ab4c-42f8-4177-bcda-1ad841c8d522', 'valid', 'ada@example.com', 'account-1', '4711', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{"account_name":"Ada Lovelace"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXBbOJxjodNeDT3GOsJrXBMOxlgF9UYFsJySqpjDnYuVr41RKz5k6ag10ha_z9FGOqkJb32iJHSZdGV0BIa77cB-X1tVxi1-Vs4TKVW5DX9QCcrM8EmLu60QZCHHjrsvOPSfstJMMMP-8jm_Z37o82LL-8AqiI3KMuuFgo6r57AXXrDwvaHX5d1AyTUEmKw6aJxM3ITLnLdIQgIn3yWXoDQFgximRJGR2jc', 'token_endpoint http://${provider}/token');
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_CREATED" ON "PUBLIC"."GRANTLET_GRANT"("CREATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_UPDATED" ON "PUBLIC"."GRANTLET_GRANT"("UPDATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_PROVIDER_CREATED" ON "PUBLIC"."GRANTLET_GRANT"("PROVIDER" NULLS FIRST, "CREATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_PROVIDER_UPDATED" ON "PUBLIC"."GRANTLET_GRANT"("PROVIDER" NULLS FIRST, "UPDATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_STATUS_CREATED" ON "PUBLIC"."GRANTLET_GRANT"("STATUS" NULLS FIRST, "CREATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_STATUS_UPDATED" ON "PUBLIC"."GRANTLET_GRANT"("STATUS" NULLS FIRST, "UPDATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_BOTH_CREATED" ON "PUBLIC"."GRANTLET_GRANT"("PROVIDER" NULLS FIRST, "STATUS" NULLS FIRST, "CREATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_BOTH_UPDATED" ON "PUBLIC"."GRANTLET_GRANT"("PROVIDER" NULLS FIRST, "STATUS" NULLS FIRST, "UPDATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_EMAIL_CREATED" ON "PUBLIC"."GRANTLET_GRANT"("EMAIL" NULLS FIRST, "CREATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_ACCOUNT_CREATED" ON "PUBLIC"."GRANTLET_GRANT"("ACCOUNT_ID" NULLS FIRST, "CREATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_ACCOUNT_UPDATED" ON "PUBLIC"."GRANTLET_GRANT"("ACCOUNT_ID" NULLS FIRST, "UPDATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_IP_CREATED" ON "PUBLIC"."GRANTLET_GRANT"("IP" NULLS FIRST, "CREATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_IP_UPDATED" ON "PUBLIC"."GRANTLET_GRANT"("IP" NULLS FIRST, "UPDATED_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_EXPIRING" ON "PUBLIC"."GRANTLET_GRANT"("STATUS" NULLS FIRST, "EXPIRES_AT" NULLS FIRST, "ID" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_ISSUER" ON "PUBLIC"."GRANTLET_GRANT"("INTEGRATION_ID" NULLS FIRST, "ISSUER" NULLS FIRST);
CREATE INDEX "PUBLIC"."GRANTLET_GRANT_SUBJECT" ON "PUBLIC"."GRANTLET_GRANT"("PROVIDER_USER_ID" NULLS FIRST, "PROVIDER" NULLS FIRST);
ALTER TABLE "PUBLIC"."GRANTLET_GRANT" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_8A" UNIQUE NULLS DISTINCT ("ACCOUNT_KEY");
