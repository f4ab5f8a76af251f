-- Version 2 of the tables, for MariaDB. Every statement can be repeated, and the last one records the version.

-- Whose account it is: the issuer, or what takes its place; null in grants that were written before.
-- With it, account_key is the SHA-256 of provider, issuer, subject and account id.
alter table grantlet_grant add column if not exists issuer varchar(512);

create index if not exists grantlet_grant_issuer on grantlet_grant (integration_id, issuer);
create index if not exists grantlet_grant_subject on grantlet_grant (provider_user_id, provider);

insert into grantlet_schema_history (installed_rank, version, description, type, script,
    checksum, installed_by, execution_time, success)
  select coalesce(max(installed_rank), 0) + 1, '2', 'issuers', 'SQL', 'V2__issuers.sql',
    null, current_user, 0, true
  from grantlet_schema_history having count(case when version = '2' and success then 1 end) = 0;
