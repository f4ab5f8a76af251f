-- Version 2.3 of the tables, for MariaDB. Every statement can be repeated, and the last one records the version.

-- Webhooks as JSON, with encrypted secrets; their last deliveries, with the beginning of what receivers
-- answered. A delivery that is of no account has an empty account_id.
create table if not exists grantlet_webhook (
  id varchar(64) not null primary key,
  version bigint not null,
  body mediumtext not null check (char_length(body) <= 200000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists grantlet_webhook_delivery (
  id varchar(36) not null primary key,
  webhook_id varchar(64) not null,
  account_id varchar(256) not null,
  made_at bigint not null,
  body mediumtext not null check (char_length(body) <= 200000),
  foreign key (webhook_id) references grantlet_webhook (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_nopad_bin;

create index if not exists grantlet_webhook_delivery_made
  on grantlet_webhook_delivery (webhook_id, made_at, id);
create index if not exists grantlet_webhook_delivery_account
  on grantlet_webhook_delivery (account_id);

insert into grantlet_schema_history (installed_rank, version, description, type, script,
    checksum, installed_by, execution_time, success)
  select coalesce(max(installed_rank), 0) + 1, '2.3', 'webhooks', 'SQL', 'V2.3__webhooks.sql',
    null, current_user, 0, true
  from grantlet_schema_history having count(case when version = '2.3' and success then 1 end) = 0;
