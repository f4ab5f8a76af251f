-- Version 2.2 of the tables. Every statement can be repeated, and the last one records the version.

-- When the provider last gave tokens; of tokens that cannot be refreshed, when they end. Null if there
-- is nothing to refresh or to end, 0 in grants that were written before.
alter table grantlet_grant add column if not exists refreshed_at bigint default 0;

create index if not exists grantlet_grant_refreshed on grantlet_grant (status, refreshed_at, id);

insert into "grantlet_schema_history" ("installed_rank", "version", "description", "type", "script",
    "checksum", "installed_by", "execution_time", "success")
  select coalesce(max("installed_rank"), 0) + 1, '2.2', 'refreshes', 'SQL', 'V2.2__refreshes.sql',
    null, current_user, 0, true
  from "grantlet_schema_history" having count(case when "version" = '2.2' and "success" then 1 end) = 0;
