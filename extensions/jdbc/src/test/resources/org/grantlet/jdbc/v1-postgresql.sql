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
insert into grantlet_schema_history (installed_rank, version, description, type, script, checksum, installed_by, installed_on, execution_time, success) values (1, '1', 'stores', 'SQL', 'V1__stores.sql', 1289558306, 'postgres', '2026-11-25 18:28:37.359247', 38, true);
insert into grantlet_integration (provider, id, version, body) values ('by-issuer', 'd0391f11-5749-40d6-9441-66f3cf1fcd5b', 1, '{"id":"d0391f11-5749-40d6-9441-66f3cf1fcd5b","provider":"by-issuer","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXD2go8yLAq4GDEd7eVNk25p3eR6rzPjpouUY0SA3x9wwWBVVzT7TllLD1MPM4KhKox7dTVOUFQQH07GfzRM-6K-mXAiEQ"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('by-endpoints', '7c24e907-60bf-4ddc-950f-a85e67ebeb88', 1, '{"id":"7c24e907-60bf-4ddc-950f-a85e67ebeb88","provider":"by-endpoints","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXBJg4lrYCWOs3JNMTpr-sV_02EB8C7LJ1FhVn6c32O2vFIDAN00_62iMaYOjdEGeX8Gl4b5BYkDLn7ELE90jozD_c34IQ"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('nobody', 'd92f3759-c522-4f9c-8d1d-d33eb2dff235', 1, '{"id":"d92f3759-c522-4f9c-8d1d-d33eb2dff235","provider":"nobody","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke"},"sealed":{"client_secret":"BGR1bXClMDNNz3WgQajHd4rWkzLYi2-WLfm4ViaxViCE4Ju13D566_yvN-cS3tqSSFo-HaCKGTkvdc9zc7sS3UCaYECPINpv4g"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('google', '933f7903-4cb1-46d9-96c4-5bda35517adf', 1, '{"id":"933f7903-4cb1-46d9-96c4-5bda35517adf","provider":"google","version":1,"settings":{"client_id":"test-client","issuer":"http://${provider}"},"sealed":{"client_secret":"BGR1bXDc25jWTQLySzfN2dcDcAjtIDebDsgeTo4Bbv3fj-LRcL9PHmpfStu1XxIkg2vp6wE9QFVwqfa0nTuDwwzAfb40oT614g"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_integration (provider, id, version, body) values ('box', 'b3245f41-f833-47d7-8e41-e72297400cbd', 1, '{"id":"b3245f41-f833-47d7-8e41-e72297400cbd","provider":"box","version":1,"settings":{"client_id":"test-client","authorization_endpoint":"http://${provider}/authorize","token_endpoint":"http://${provider}/token","revocation_endpoint":"http://${provider}/revoke","userinfo_endpoint":"http://${provider}/userinfo"},"sealed":{"client_secret":"BGR1bXCp5tB7MnAo6TTjsj83gOXzy5JUFN96Ll5tExkfkR28YFAjbfJ3h4S4EEJNUGzS76-P6z2hDGc3IZoJtDBUXytN4eQ5EQ"},"scope":["openid","email","offline_access"],"redirect_uris":["https://app.example.com/connected"],"expires_in":3600,"created_at":1767225600000,"updated_at":1767225600000}');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('e02318af-b14a-42a8-af44-6ef991378f2e', 1, 'eyLdxWgNNBuBPf4hx4gb4qZhUHGU_KsdsoCIHK9eQ_g', 'by-issuer', 'd0391f11-5749-40d6-9441-66f3cf1fcd5b', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXB5MkFz1IY8tr4gGiOS3k8g7nJIACYLOOOIU_byo9lBZfugRPRO5VqcgFU_kEuqyXOcUZZ4nkYIlEXuWv_RoebrKlRTqC4MPfkSTIDjSTLpscHw1d86_MxufE9wXNhgcxCpJ-Qb6dTPR6Ztg0Req4-KS_d4JQM7h6ps19zRSkK_DW5dQJUrfXG5Djld_dwzbYjxxqOHVX3z03G83HlkVVVlypPlTyxNi59HlJKZbAY');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('2c65a48b-185a-4be0-b4e3-6e5730b10c2c', 1, 'vf5l9yqPy6dfyYWGygo8mm7jhRTmCMIqpc8slJQq2gM', 'by-issuer', 'd0391f11-5749-40d6-9441-66f3cf1fcd5b', 'valid', 'grace@example.com', null, 'subject-grace', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXDGPLBEY7VTAWPcbdoV7x_Y3E9H7bYqkJGo1EWGxRDtgIVPMmVr5FTx_L1mMerZRmlrcdla04x6zPDl__s_ANcxXi3iwY-D6q5LP7GrwsrKdVhKBs-_qJB-W9mZC1bTFQZThE7Ud1NZuXEZGNifWUIsiYp3wGYj13sPrn4z9b2yIYLVdwSclYtsvSnG4TA66n44Gz2YVMTbHhpCfVZreMM-NSY_8pkgEuya7s8');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('be84e70b-3d8c-4ba5-90bf-7e05c3a707ff', 2, 'WjgOwJx-yEG4M6AgC_cJP-XNslx7KnaDFxJMS1EoOU4', 'by-issuer', 'd0391f11-5749-40d6-9441-66f3cf1fcd5b', 'invalid', 'ada@example.com', 'account-dead', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXBR-INmhvVGoRKeS7dv8Q7QzWY4cKaZnf_DyZNAzNRXO02841KAYmrxFbKGW-FGmJ6Iqe5mKKqwG-5-fms5eNy2O8xIUHAW3C-alpa4qQhgjaTsGGOaoxhNZBFnbEaJyx7JPv5nR9lgK8WDy2J7QFa9N53Imh9E3rWEr7cD7j5V7x6T50mJFz4IFGfo0KCh-SSeQyCNy_-TVky045AUusgTNJfnmLUBSH9B-HePidISk0Y');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('249e1d06-4b08-4f40-af64-2fdfd2b18fa6', 1, 'VarNMlzZDOHPP8SN21ITOVBu32uoVwpjAq95VhPVWYs', 'by-endpoints', '7c24e907-60bf-4ddc-950f-a85e67ebeb88', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXCFMZp2Y5__7RNSsTd1pPKPjXsfF-5golGJ7shTvXHck2_7MwA6IcHUFKXy8Ff7iNTXOe89rO9U3__gF3E7QN4_QGDnQgap37JrSS3GQUvXiCLrttLMcn8Eam452_pqN9iwjKVgziRy9gE6Gj1T1-RDCtry502tCBsUrV6lC76pjhOua2-UvUsDYUwiAKtOrbPdcCoHHQq8DdLZFU5VPgdPqCBsnMoa74GbFIGXLz1NSPw');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('52bd5c17-6ed7-41e7-bd7d-34c59d556ebc', 1, null, 'nobody', 'd92f3759-c522-4f9c-8d1d-d33eb2dff235', 'valid', null, 'account-1', null, null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXCFZeM48hNlJfdG-VbtEItbYT1Bl0UcKUKewYLidtD3CvVaTjzV2DhHzNtqedo5H_PjjXtncGECGa9oPQ_efjhv06uPP6XsZvB_2Ab7Lu5w5c2DKkIGkdfPWBvtYJno_ttUvgI-Ve7J84P0rRBiN8BpxUUJzg3GqirHHoYyjAhbNaLIRzRD8ILARBVigoNbZmYVNzp5Lk0p0E0VYOgQ5Hci2lXf6Kg2FS_Ynbg');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('a425f6a5-e829-4c4e-9b42-dd65c1ea7f2c', 1, 'Pi_YX6kEbG7SMYxIOjg0_1qmqkbbXLAywIJ_sS4r8dY', 'google', '933f7903-4cb1-46d9-96c4-5bda35517adf', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXB1HwpghshXi9ISnhAn86A0s1jwK7wiNnAjJF3ouPrVIKte_A6FB5aLh0odw5AfcANrzLu9McekvW8ZaVfweMxuA0rYT-pLtwJ55FrElPFdAfoFVsTF7UXbZEnAYaiWBEMsgk6_2ZOk80_yALwY1Ojs7joPSfNBD63_RFN_InhS36_HtX85prdaHNdUzrhxsjPNaHtTH4vJ8-7RIPzDcXQm6fQQQhq9nveDGHk');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('7bb9c72d-c81f-4936-89c6-e806e5cecc6b', 1, 'V8G-xMvAnwoXYA3sONC3N4MUkH8nx8X6DqglU3fZlMs', 'deleted', 'e3b40887-43a7-4afb-ab31-ccf730b1710a', 'valid', 'ada@example.com', 'account-1', 'subject-ada', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{},"state":"state-1"}', 'BGR1bXDwoDCz2HpEMd5DB_-GHqQH10-LvvCpCtr_FvZ81avaHhBLlvDBFW_6DNcxpUrDeNj2rDjCzqIwUfi_tmo2uWgVcuLSZVjGDWU5NoysySc4c2Zm9scZAzpbS_Pqpv9h3Ky7N--lja6E0AwiVA8-BV-0Evpnh6n2qOi5T7X1SyqJcPhTTClOpx4DUMPuV62YHQ81Cljk9zglcRfxZiqCS8IXtUUQJ2CG_40Gd6WC');
insert into grantlet_grant (id, version, account_key, provider, integration_id, status, email, account_id, provider_user_id, ip, created_at, updated_at, expires_at, body, tokens) values ('7648e4bc-da4d-484c-beb9-45bc6d746a64', 1, '-1Sz1usXElbGh_-oIRS2s3IrF_rJbnVoV3dRUEUUGW8', 'box', 'b3245f41-f833-47d7-8e41-e72297400cbd', 'valid', 'ada@example.com', 'account-1', '4711', null, 1767225600000, 1767225600000, 1767229200000, '{"scope":["openid","email","offline_access"],"metadata":{"plan":"pro"},"settings":{"account_name":"Ada Lovelace"},"state":"state-1"}', 'BGR1bXDN3Rd_rsUwLScdLcTHTt_QAG6csnZS_PKvLUT8UTuzO1P3_B7R3bO781E7zjVW-CMCrViKCudIUm8anNYdISSjiS-Y9218lOhZJmqWcFIm2pHfXoSgoWzH_vkA1pmhgMBhCLULq-S3oz85FURjhbG0on6SQxeb3nhCgyjJ354rrQE9iXuZkaAyeeqwlX-55ytqfh1c15a2T3tzPdCN_06IQvcBUXU7_jA');
