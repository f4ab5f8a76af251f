-- Version 2.1 of the tables, for MariaDB: events, and who has still to hear them. Every statement can be repeated, and the last
-- one records the version. Times are milliseconds since 1970 UTC.

create table if not exists grantlet_event (
  id varchar(36) not null primary key,
  event_type varchar(64) not null,
  happened_at bigint not null,
  grant_id varchar(36) not null,
  account_id varchar(256),
  -- Orders the events of a grant.
  grant_position bigint not null,
  body mediumtext not null check (char_length(body) <= 200000),
  -- Set to null when the account is forgotten.
  personal mediumtext check (char_length(personal) <= 200000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create index if not exists grantlet_event_happened on grantlet_event (happened_at, id);
create index if not exists grantlet_event_account on grantlet_event (account_id);

create table if not exists grantlet_delivery (
  recipient varchar(200) not null,
  event_id varchar(36) not null,
  grant_id varchar(36) not null,
  grant_position bigint not null,
  -- open, heard or set_aside
  status varchar(16) not null,
  -- Of an open one: when to tell it, or while it has a holder, when its claim ends. Null while it waits for another
  -- one of the same recipient and grant.
  due_at bigint,
  holder varchar(64),
  attempts int not null,
  failures int not null,
  ended_at bigint,
  reason varchar(512),
  primary key (recipient, event_id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create index if not exists grantlet_delivery_due on grantlet_delivery (recipient, due_at);
create index if not exists grantlet_delivery_grant on grantlet_delivery (grant_id, status, grant_position);
create index if not exists grantlet_delivery_ended on grantlet_delivery (status, ended_at);

create table if not exists grantlet_subscription (
  recipient varchar(200) not null primary key,
  -- separated by spaces
  event_types varchar(2000) not null,
  ends_at bigint
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

insert into grantlet_schema_history (installed_rank, version, description, type, script,
    checksum, installed_by, execution_time, success)
  select coalesce(max(installed_rank), 0) + 1, '2.1', 'outbox', 'SQL', 'V2.1__outbox.sql',
    null, current_user, 0, true
  from grantlet_schema_history having count(case when version = '2.1' and success then 1 end) = 0;
