-- Times are milliseconds since 1970 UTC. Values that must not be read arrive encrypted.

create table grantlet_integration (
  provider varchar(64) not null primary key,
  id varchar(36) not null,
  version bigint not null,
  body varchar(500000) not null
);

create table grantlet_grant (
  id varchar(36) not null primary key,
  version bigint not null,
  -- One account has one grant: SHA-256 of provider, subject and account id; null without a subject.
  account_key varchar(64) unique,
  provider varchar(64) not null,
  integration_id varchar(36) not null,
  status varchar(16) not null,
  email varchar(512),
  account_id varchar(256),
  provider_user_id varchar(512),
  ip varchar(64),
  created_at bigint not null,
  updated_at bigint not null,
  expires_at bigint,
  -- scope, metadata, settings, state and user agent as JSON
  body varchar(200000) not null,
  tokens varchar(1000000) not null
);

create index grantlet_grant_created on grantlet_grant (created_at, id);
create index grantlet_grant_updated on grantlet_grant (updated_at, id);
create index grantlet_grant_provider_created on grantlet_grant (provider, created_at, id);
create index grantlet_grant_provider_updated on grantlet_grant (provider, updated_at, id);
create index grantlet_grant_status_created on grantlet_grant (status, created_at, id);
create index grantlet_grant_status_updated on grantlet_grant (status, updated_at, id);
create index grantlet_grant_both_created on grantlet_grant (provider, status, created_at, id);
create index grantlet_grant_both_updated on grantlet_grant (provider, status, updated_at, id);
create index grantlet_grant_email_created on grantlet_grant (email, created_at, id);
create index grantlet_grant_account_created on grantlet_grant (account_id, created_at, id);
create index grantlet_grant_account_updated on grantlet_grant (account_id, updated_at, id);
create index grantlet_grant_ip_created on grantlet_grant (ip, created_at, id);
create index grantlet_grant_ip_updated on grantlet_grant (ip, updated_at, id);

-- For refreshing in the background
create index grantlet_grant_expiring on grantlet_grant (status, expires_at, id);

create table grantlet_one_time (
  id varchar(64) not null primary key,
  content bytea not null,
  expires_at bigint not null
);

create index grantlet_one_time_expires on grantlet_one_time (expires_at);

create table grantlet_lease (
  grant_id varchar(36) not null primary key,
  holder varchar(64) not null,
  held_until bigint not null
);
-- Whose account it is: the issuer, or what takes its place; null in grants that were written before.
-- With it, account_key is the SHA-256 of provider, issuer, subject and account id.
alter table grantlet_grant add column issuer varchar(512);

create index grantlet_grant_issuer on grantlet_grant (integration_id, issuer);
create index grantlet_grant_subject on grantlet_grant (provider_user_id, provider);
create table grantlet_schema_history (
  installed_rank int not null primary key,
  version varchar(50),
  description varchar(200) not null,
  type varchar(20) not null,
  script varchar(1000) not null,
  checksum int,
  installed_by varchar(100) not null,
  installed_on timestamp not null default current_timestamp,
  execution_time int not null,
  success boolean not null
);
insert into grantlet_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) values (1, '1', 'stores', 'SQL', 'V1__stores.sql', 1289558306, 'postgres', '2026-11-26 00:32:45.582542', 67, true);
insert into grantlet_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) values (2, '2', 'issuers', 'SQL', 'V2__issuers.sql', 1205599265, 'postgres', '2026-11-26 00:32:45.799852', 12, true);
insert into grantlet_integration (provider, id, version, body) values ('by-issuer', '299648d5-5185-4c09-ab32-461d1aff666c', 1, '{"id":"299648d5-5185-4c09-ab32-461d1aff666c","provider":"by-issuer","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXCOyoQ64qjYz3J0uOKzcjMm4HU5AQoef7q_IFW8AAr0phLpoMbSscOEqFI1jc-uHTmrHSbVhQTzJ8yQC5vzdIe2o1rDEA"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('by-endpoints', 'e45c3505-7aa7-44b9-aa0f-1762ddb428de', 1, '{"id":"e45c3505-7aa7-44b9-aa0f-1762ddb428de","provider":"by-endpoints","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXDcNc8VuA4QLUJBtECRlSWNjG-w_QqjkO-mOUAk3iC3QZq-GYtQKImK63GRn-q_irWpyVhJ-AXoTtj4ukoPqZ9cH18EBg"},"scope":["email"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('nobody', '40795635-81e8-4a1c-ac75-6a8b5f8c0fcc', 1, '{"id":"40795635-81e8-4a1c-ac75-6a8b5f8c0fcc","provider":"nobody","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke"},"sealed":{"client_secret":"BGR1bXBbNQSzgqe_A8k2JvWDRYIBPsheFkertBIlMEM8_TmY7DbhsX8AZwD4Q6GcAHsNUZDGfAD1GDMUCHIcVy__nliCVjyesQ"},"scope":["email"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('google', '9172302a-1d94-47fe-8428-6e00c46f5e22', 1, '{"id":"9172302a-1d94-47fe-8428-6e00c46f5e22","provider":"google","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXBfeNMNm5HbyVL8miSsnAULTh3oe9wGjeJ5Ma59ZSPP2uxVgpFQTN4T9yFOkfSSc_HA5YYsyv6ChYAO9-C7Nn_eTy2Tog"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('box', '1234acf5-d30a-4c47-845c-9a8db2d5b3f0', 1, '{"id":"1234acf5-d30a-4c47-845c-9a8db2d5b3f0","provider":"box","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXB8qVOyW3Zz1LsvzoUFiIhyOYv6ixYmpYaPQTNcvZQMDaLSW8XAPBetWcTTKNlkPdynwFMyvw4lmesVkUtW7uZU3wy6cQ"},"scope":["email"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('21336845-fe8f-4d6f-87f3-ad6424c9f8be', 1, 'NCUeGi0HWYuR13D559mWgzRpfeQoPkRfTEVXcRHZXoY', 'by-issuer', '299648d5-5185-4c09-ab32-461d1aff666c', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXBDuE_0eCQ8ckwFHVOWUFGm7QuSXvOxyRQBI77JDFX8F9UFaJ9qbixf8NZQpqN1DdYblD9uYLpf9yVuUGI4T4rAWrK72ObNy90TmEjxrwLDQJjhIT7y4Tu3Y33ngQr99SxtIxGlJz0v_koLTRbDJ-uN9ug2rLveYmiMcqMfmPzttHwLzJttHihAhznILdkguGSTGGrjCU6tAMvLyx1ZXommjvA1MoEdikWclDxK9Sw', 'issuer http://${provider}');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('79056f2d-736b-48eb-af66-8c2fb62df80b', 1, '3bguPfwF11FUUfMwqZi_3IwQXsCf1D5Q0MSywKySwPQ', 'by-issuer', '299648d5-5185-4c09-ab32-461d1aff666c', 'valid', 'grace@example.com', null, 'subject-grace', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXACZ4A7SM5VjZDnrjUTVXq0lUJ7uBjOlNmx9_qL9CbEydMm7psjgOevE5-g1wOPdxbhU6_nn0SIlhCsfMg-cLs9a8WM40mKQXco3jij-ictZXU6_KLOFTXkXF-UmBaWwL9IatlwRD8X1TgJWBOExLnsFm-TFlgIilpruhinGeGkmpG_8L9Tp5ZI-16aYkRDLOthVnKwhMIR5NBN2lqnN9_qx_yPP1Nok1RZlfk', 'issuer http://${provider}');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('b3ce1910-3940-4dac-99aa-66706cac58bd', 2, 'Xj5F85eOYRSl76-o5Qo0fDE44ngYpgILBbetYCcFQJ0', 'by-issuer', '299648d5-5185-4c09-ab32-461d1aff666c', 'invalid', 'ada@example.com', 'account-dead', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXDhKrfHNteNKQ09bFrgsYeQIT-VgLlqckB9MRL0pBsS9nRBBAuZenkmuTXG6sFdmKjWNvhyiFJ7FoUhzs1zwxR1GzNM1D_DEII_dCbjBm36ZbgpOnfjPJdi-Nwl5DJukMB9-y29XqZhd3JCzUwY3gJj_hLM2gwt_PVPdN_3FWrgddaK7iP-c6qpL9qg4EQzR97vxouEfdlzKPz3GlV_sYhYBxX2XdOOG7UsEzu9Vp6T-90', 'issuer http://${provider}');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('aaed5c46-5f5b-4813-aa06-81f6a444c028', 1, 'rZLDm3r_D7SmZMa6xtpTTOX9hv4Ha9vJNLmYC7XGOYY', 'by-endpoints', 'e45c3505-7aa7-44b9-aa0f-1762ddb428de', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXB51ZWkhvhWRNRuI3_n4ImOk6yx0J7f6J-Zm4d9NX2yNn1bgMr2zNzbzJD7pkXN-q7Y88yDXy0q37ICFXsFzqGxDmAgUYTsv3VDxbdAQ8IXvJ6R-GtQzvYRE4-KJo-dfsJ0jAQXnVDHkdsMN3Ac2F1XkWJT5OGuZ-D1uG7R71oHPaZ43F2-4g4REetLtUnFIPRfqczV9Hkls1cuvwVuN4-BA7DsuotRm6GNLT3MMXR2HqU', 'token_endpoint http://${provider}/token');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('34ee46a5-9f2a-4ee1-8355-0bfe3018bffb', 1, null, 'nobody', '40795635-81e8-4a1c-ac75-6a8b5f8c0fcc', 'valid', null, 'account-1', null, null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","refreshable":true}', 'BGR1bXArS9jscu26eFA2wBMbgnoO6vvQLQObpaXNDfwueEtjwtAks9ZCsIHt9JSwQW5N6wZTBzj93VovlJ_9TiJz2smrQwoTTqhFwoh4QEL6tw_zkNFWVAlIDqjClXjP6udMiSvDmPK-hcZeRrgQEvnbrjnArriV1nmbtjM_pGk5VZ0yE8qYI3ue8Pas0VPzI1G3NL0fQuJJkTVeauy_-6_lDWhZ-3GXdvsWlfkbUGc', 'token_endpoint http://${provider}/token');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('57332587-89c5-4596-a5fd-48e289cff4b9', 1, 'bd6ZzKK6nyojffD_vbSUIe47BzUfRwlfthzKtI9VE-4', 'google', '9172302a-1d94-47fe-8428-6e00c46f5e22', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXAG_G3oQpydEdPn9kYSngj26J5Vqzy5kBBUP8DkP5yYygJGqho8TpTJbB38Y5uYxHOLRfBZuFDOLqd6ngOqMTyaIdT_FvwrS2nwQs5kNTUsrUGvHoXFd-YDICKLjn2u0hKM3R-w75BJASRmrcao1xBHLQF8dLZ434D5TPBteJVKoUcNcGrow29f5Jfg2alNmlHToPofygKbUAnP3nUPTBfO-N8EnzU7j623AcQ', 'issuer http://${provider}');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('ffe886ae-9f41-416b-b95d-543dbb41aad8', 1, 'sMJyQ1m6hv7L6w1WGMrwMEYP4wdvvPcFt0G0aubQtqY', 'deleted', '0dda3fe0-cbb7-4e91-b95d-59300524c54d', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXBUa7IOyL5DXQnKDyhKhmXPZDufh0eOAEjVooz3PQUhLWTdgjW9vfS5BMDU6xW6Wo19Lox-UOAKKs0R6tyhwAAVyi68tYbMMECeAvxEV2MTCzDJPfG2dmvzqMZ_8yoNaPtb8Q0H0IW212RQN63ZRXa7ryh82S1iho15iGE-DKOj9Q5_EWsNhG_Eql4jbUuLeczmQ1XQZ3PSvm0wGcoP40g97pOTW1BoUNVIo67O', 'issuer http://${provider}');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens, issuer) values ('72e8278d-f028-46d3-91f3-44e704a53878', 1, 'yO2W-yj-0aARmUMpGix8V-hBcFIQjmXCi8kP6ZVsOq8', 'box', '1234acf5-d30a-4c47-845c-9a8db2d5b3f0', 'valid', 'ada@example.com', 'account-1', '4711', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{"account_name":"Ada Lovelace"},"state":"state-1","email_verified":true,"refreshable":true}', 'BGR1bXDMzJOQhwpW9Ut2Mh8DZOtZ9i6ye9OVTxFUdNU3mnJsECB1IAu9duoqkbdgstVwg75L87R_bV7_XWSbMeIkYfECjHTz-Nr3E36slIDnKCP-VKNgvmHOG4VBghrKS-LnRLVzGhAaWmZ-fNTvQVOCRbA4IO6nh8i8aAB_vNFyQk5LDjIVJjJgICwXA1WzFSgO_4Il1eDDBLJz8t62DPsNlOVVuGOrsLSa4A0', 'token_endpoint http://${provider}/token');
