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
-- 2 +/- SELECT COUNT(*) FROM PUBLIC.grantlet_schema_history;
INSERT INTO "PUBLIC"."grantlet_schema_history" VALUES(-1, NULL, '<< Flyway Schema History table created >>', 'TABLE', '', NULL, 'GRANTLET', TIMESTAMP '2026-11-25 18:28:30.049238', 0, TRUE);
INSERT INTO "PUBLIC"."grantlet_schema_history" VALUES(1, '1', 'stores', 'SQL', 'V1__stores.sql', 1289558306, 'GRANTLET', TIMESTAMP '2026-11-25 18:28:30.468329', 104, TRUE);
CREATE INDEX "PUBLIC"."grantlet_schema_history_s_idx" ON "PUBLIC"."grantlet_schema_history"("success" NULLS FIRST);
CREATE MEMORY TABLE "PUBLIC"."GRANTLET_INTEGRATION"(
    "PROVIDER" CHARACTER VARYING(64) NOT NULL,
    "ID" CHARACTER VARYING(36) NOT NULL,
    "VERSION" BIGINT NOT NULL,
    "BODY" CHARACTER VARYING(500000) NOT NULL
);
ALTER TABLE "PUBLIC"."GRANTLET_INTEGRATION" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_1" PRIMARY KEY("PROVIDER");
-- 5 +/- SELECT COUNT(*) FROM PUBLIC.GRANTLET_INTEGRATION;
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('by-issuer', 'c408b5a7-7766-4558-9aa3-8ce4e42f4385', 1, '{"id":"c408b5a7-7766-4558-9aa3-8ce4e42f4385","provider":"by-issuer","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXCx-knd-Vpc_Yq_7JZpYMRb1qHLn0smw-xpftSydqsMRKs3RRScdR-Dalw9aH3yWNQ7TldlZ5brF73jmgICtOLp1m04uw"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('by-endpoints', '6d76a453-d7c8-48a2-81b3-c3db5bd46cde', 1, '{"id":"6d76a453-d7c8-48a2-81b3-c3db5bd46cde","provider":"by-endpoints","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXC3UDmwYPhkDvzzvFu6vq1nzas4_sLqv0LLUaFx6stEtN8y6syO-1HeZweYy0K9Thj8UQeIsS02zSzxV0Nl5uLAvXpsZg"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('nobody', 'c4785233-a576-4504-ac2c-ba0c954e7e4a', 1, '{"id":"c4785233-a576-4504-ac2c-ba0c954e7e4a","provider":"nobody","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke"},"sealed":{"client_secret":"BGR1bXA27LEkZ5p2WC7XDc25yaLu4tBaiUJauOM9cCVnBYkUBJt2QRtwGxyWRH-4HEvbZlq05WcwugMiu9E5HXUX5-mAK95Z0g"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('google', '0f91f4a6-ae95-4bb6-ac9e-57b2ab6d5e8c', 1, '{"id":"0f91f4a6-ae95-4bb6-ac9e-57b2ab6d5e8c","provider":"google","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXB28587-JMaiyVKBGLY44-8f2k919N8NC2apXqUN9JL4AEDc8BlhwxL0Ahg9CvDLPysvOc0Qx9YxJnjQHwMYX9GBBPfDw"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
INSERT INTO "PUBLIC"."GRANTLET_INTEGRATION" VALUES('box', '0a60e5f6-af7a-4f55-99d2-d65170dd928a', 1, '{"id":"0a60e5f6-af7a-4f55-99d2-d65170dd928a","provider":"box","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXBl-Fyj0IV-B5P8v6vn3n58hguCqwZa-gmxpjW6WgnbbW0rPPf83KQBcTvXTIPhWwfc5vkps4paVNk9F_RUcRGgSHpY4Q"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
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
    "TOKENS" CHARACTER VARYING(1000000) NOT NULL
);
ALTER TABLE "PUBLIC"."GRANTLET_GRANT" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_8" PRIMARY KEY("ID");
-- 8 +/- SELECT COUNT(*) FROM PUBLIC.GRANTLET_GRANT;
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('19e17639-f249-4b6a-879c-830b5c7d33a5', 1, 'eyLdxWgNNBuBPf4hx4gb4qZhUHGU_KsdsoCIHK9eQ_g', 'by-issuer', 'c408b5a7-7766-4558-9aa3-8ce4e42f4385', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXBBKkapL99lvbQHF2uM67721x2H7orVljlMENIupUyzQKft2aqQBkVhF9J-O3vgtolrYt-pKkZzgM_LoTLUZ21IXwN2pxlFgfmDg35KeuHab7gtZiRTTkS_1qN9m_CeHZ8BJuD19utSvufS4PozewDy3uwulmZkk20xqZx9qkz-MlYogizB01RCyPHlvy70zs8SlmOHsddPy3cjMlZtV0jvkSCbkfC0uIvPoCBi-l0');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('1b2f4cb5-8278-4419-ac6b-2bafa531fd49', 1, 'vf5l9yqPy6dfyYWGygo8mm7jhRTmCMIqpc8slJQq2gM', 'by-issuer', 'c408b5a7-7766-4558-9aa3-8ce4e42f4385', 'valid', 'grace@example.com', NULL, 'subject-grace', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXA-LAUQ2IWmU0-zlfJEymyl8oDVbb9lIaiEJWRG93PEyi2KVoq1-3IKT5qAGqJjmmQ_RO63nGiUmT6n9DMjvBayDe9bgVhVpZkDjgOutc1NK5vmt_GZPuonR8XiK6LrESXMizzp21lzirzhLGdwHMrLNATMvZWAisx94oYG1FsDJeELvmYyJCa2XJCmEJ6_3w2haplrOg0HQbat0KjRkqXSIxWaneFgwmOJj38');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('4f53e6ee-06f0-455e-926c-9adfe031ed8e', 2, 'WjgOwJx-yEG4M6AgC_cJP-XNslx7KnaDFxJMS1EoOU4', 'by-issuer', 'c408b5a7-7766-4558-9aa3-8ce4e42f4385', 'invalid', 'ada@example.com', 'account-dead', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXDPjCt8uN4m29AeiEeD3dcdWvh7Dx3GrN1s9iC_KkGA2QPByEIyLVI-68bQOTpXLYbkpwxfthG_zxT1zc_4y_WlfU9MWOXynqXQHLcgrzwwoIepCZUoxO40Vb4P7SHSk4HwJWhTUKKiwJQb7tGc-HzhCkSTb_maM1-gwqByZ3IzVYFfFa6p8I6F5QvvBC5qAceQDmmXIH9yo4CUUh2Kjtaz1FJrqc-7MTIvtDli1E_9u3o');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('e6f79e17-bf42-4c1b-909a-67c994d61e36', 1, 'VarNMlzZDOHPP8SN21ITOVBu32uoVwpjAq95VhPVWYs', 'by-endpoints', '6d76a453-d7c8-48a2-81b3-c3db5bd46cde', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXCRokRCABE1-WljDZm3b8ombVbr2q6UJfbL65oPo-NTYOmV5Z127taAyB93YPe1wQoHHQrOXJqJvaq9rCKqX6XsnJ41gaKX0i0y9Yo8vjJJM7G7SsROjJi0vL6PKmemkYFgECODtPtx6k_YJaTYD_XjCih9nb1dFe_so7vu9vWGmx-BhampM6YL2Ue7pyCFIvcu-RrlUC8kJQkmcl3h7kMkzUNpvaDb7Q-ThuCmC9-1Srk');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('39f40e14-89c0-4aa3-af5f-3e4fee5e2087', 1, NULL, 'nobody', 'c4785233-a576-4504-ac2c-ba0c954e7e4a', 'valid', NULL, 'account-1', NULL, NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXBjQcRt8dbW0MAla9_VObgrQ2-WWnsL-kBKCxV6Ov4DtKRU3-JgLi_CQ4zj4lJYQK17q2Kbih8t2wXoZparXnZzuoKnKVzknWIoeYL1iBj1lWISVkt-xt7Ym_vSGdwdRKmPRih7y79gIoMQa6WP7aKNJ1Aw0Zmp6UEahIrpRBBZqscKlZk0DN8Dssa0cnJoGvigRaQ3D18HIRn8gGjeLneaN1B_w9ZB7oDtd_8');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('f2c95351-5103-41f4-82d8-1aee27c9bc45', 1, 'Pi_YX6kEbG7SMYxIOjg0_1qmqkbbXLAywIJ_sS4r8dY', 'google', '0f91f4a6-ae95-4bb6-ac9e-57b2ab6d5e8c', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXBVkxjbIe32q1ygyTOSzd5bpKM0l9oV0EUb5aHTXymMBIjPEq1luh0K2EzKi_AyiLNGMjAfu84hb8dWL583cqFMXGs2qZFehHG5hjX4Rtsl08XpvRUco0xgMe9VvcL4pIqZBjhBfPyHZXGQr4MphMpHxnWfq8pTqEdyImmboVBgPwWGlIhHZMI5JkD2Pn7QWg2Fsl9wiXb0k40chdHUTbP6-oT-IIWMNlFm50k');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('d036301c-08bd-42b9-999f-006ed57e8daa', 1, 'V8G-xMvAnwoXYA3sONC3N4MUkH8nx8X6DqglU3fZlMs', 'deleted', 'd73ff95b-1ea7-4b9c-b260-f479377ce6b6', 'valid', 'ada@example.com', 'account-1', 'subject-ada', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXDtc4eiK72Ux0IYnkWa19BBnbgtCtTHbQzhF9SCvugQu9tE1MXjZROfrw_ef3zs-kKirYfoT8hEolF23NI8IruVmauXzJjYajlpwQb96EAnliK-dZzvL3shyDbfo1H4dEius5NvvNSh4BgCNqdNJ49prO8yR_Yws2VU5tZC9Or5PYS7BE7v25S-fdvnt6KTv5Gy1p8czij2csIzTEBwk9xh73BVnIgyryBMhYC7');
INSERT INTO "PUBLIC"."GRANTLET_GRANT" VALUES('67a83118-3706-4198-8495-02a48d210321', 1, '-1Sz1usXElbGh_-oIRS2s3IrF_rJbnVoV3dRUEUUGW8', 'box', '0a60e5f6-af7a-4f55-99d2-d65170dd928a', 'valid', 'ada@example.com', 'account-1', '4711', NULL, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{"account_name":"Ada Lovelace"},"state":"state-1"}', 'BGR1bXC_m1-TuAFLqU1Wl01YXg4zs7YTd39fWEN-ZzQmy2gg3bMX3Yf674ZfRYW5lOgIIlZNsTfnG3jnla9XU2ahDyVPoSmV1lAiom9WjMCrHscHGFLL39aR7HOKBDNCzYxW-FCXl0TZ-gMR99WeiVz4bJgqIWxo59rBbnwvOsHT0BB1ctPwyL4plOeK5Oo-touLM5zqmxlAZ-eF6neKKcYX05F94ljnynfTNLI');
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
ALTER TABLE "PUBLIC"."GRANTLET_GRANT" ADD CONSTRAINT "PUBLIC"."CONSTRAINT_8A" UNIQUE NULLS DISTINCT ("ACCOUNT_KEY");
