-- Version 1 of Grantlet's tables, for MariaDB. Texts are compared byte by byte, trailing blanks included.
-- Every statement can be repeated, and the last one records the version.

create table if not exists grantlet_schema_history (
  installed_rank int not null primary key,
  version varchar(50),
  description varchar(200) not null,
  type varchar(20) not null,
  script varchar(1000) not null,
  checksum int,
  installed_by varchar(100) not null,
  installed_on timestamp default current_timestamp not null,
  execution_time int not null,
  success boolean not null
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

-- Times are milliseconds since 1970 UTC. Values that must not be read arrive encrypted.

create table if not exists grantlet_integration (
  provider varchar(64) not null primary key,
  id varchar(36) not null,
  version bigint not null,
  body mediumtext not null check (char_length(body) <= 500000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists grantlet_grant (
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
  body mediumtext not null check (char_length(body) <= 200000),
  tokens mediumtext not null check (char_length(tokens) <= 1000000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create index if not exists grantlet_grant_created on grantlet_grant (created_at, id);
create index if not exists grantlet_grant_updated on grantlet_grant (updated_at, id);
create index if not exists grantlet_grant_provider_created on grantlet_grant (provider, created_at, id);
create index if not exists grantlet_grant_provider_updated on grantlet_grant (provider, updated_at, id);
create index if not exists grantlet_grant_status_created on grantlet_grant (status, created_at, id);
create index if not exists grantlet_grant_status_updated on grantlet_grant (status, updated_at, id);
create index if not exists grantlet_grant_both_created on grantlet_grant (provider, status, created_at, id);
create index if not exists grantlet_grant_both_updated on grantlet_grant (provider, status, updated_at, id);
create index if not exists grantlet_grant_email_created on grantlet_grant (email, created_at, id);
create index if not exists grantlet_grant_account_created on grantlet_grant (account_id, created_at, id);
create index if not exists grantlet_grant_account_updated on grantlet_grant (account_id, updated_at, id);
create index if not exists grantlet_grant_ip_created on grantlet_grant (ip, created_at, id);
create index if not exists grantlet_grant_ip_updated on grantlet_grant (ip, updated_at, id);

-- For refreshing in the background
create index if not exists grantlet_grant_expiring on grantlet_grant (status, expires_at, id);

create table if not exists grantlet_one_time (
  id varchar(64) not null primary key,
  content longblob not null,
  expires_at bigint not null
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create index if not exists grantlet_one_time_expires on grantlet_one_time (expires_at);

create table if not exists grantlet_lease (
  grant_id varchar(36) not null primary key,
  holder varchar(64) not null,
  held_until bigint not null
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

insert into grantlet_schema_history (installed_rank, version, description, type, script,
    checksum, installed_by, execution_time, success)
  select coalesce(max(installed_rank), 0) + 1, '1', 'stores', 'SQL', 'V1__stores.sql',
    null, current_user, 0, true
  from grantlet_schema_history having count(case when version = '1' and success then 1 end) = 0;
