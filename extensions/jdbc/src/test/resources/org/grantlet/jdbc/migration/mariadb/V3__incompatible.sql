alter table grantlet_grant drop column if exists body;

insert into grantlet_schema_history (installed_rank, version, description, type, script,
    checksum, installed_by, execution_time, success)
  select coalesce(max(installed_rank), 0) + 1, '3', 'incompatible', 'SQL', 'V3__incompatible.sql',
    null, current_user, 0, true
  from grantlet_schema_history having count(case when version = '3' and success then 1 end) = 0;
