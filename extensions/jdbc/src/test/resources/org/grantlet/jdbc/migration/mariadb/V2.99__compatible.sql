alter table grantlet_grant add column if not exists note varchar(10);

insert into grantlet_schema_history (installed_rank, version, description, type, script,
    checksum, installed_by, execution_time, success)
  select coalesce(max(installed_rank), 0) + 1, '2.99', 'compatible', 'SQL', 'V2.99__compatible.sql',
    null, current_user, 0, true
  from grantlet_schema_history having count(case when version = '2.99' and success then 1 end) = 0;
