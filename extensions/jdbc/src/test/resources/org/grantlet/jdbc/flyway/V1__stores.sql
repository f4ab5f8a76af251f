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
