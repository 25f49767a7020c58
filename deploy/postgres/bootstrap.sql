-- Roles, schemas and nothing else: tables, grants on them and row-level security policies are the migrations' business.
-- Run in the database `barometer` by a superuser, or by a role that may create roles and owns the database (on a managed
-- PostgreSQL there is no other); running it again changes nothing. The login roles get the password
-- in the session setting barometer.password, where it is set:
--   psql -d barometer -c "set barometer.password = '…'" -f bootstrap.sql

-- barometer_owner runs the migrations and owns what they create. The runtime roles own nothing and cannot bypass
-- row-level security: <service>_worker sees all tenants by an explicit policy, <service>_api only the one that its
-- transaction names.
do $$
declare
  login_role text;
  new_password text := nullif(current_setting('barometer.password', true), '');
begin
  foreach login_role in array array[
    'barometer_owner',
    'ingestion_worker', 'ingestion_api',
    'scoring_worker', 'scoring_api',
    'alerting_worker', 'alerting_api'
  ] loop
    if not exists (select from pg_roles where rolname = login_role) then
      execute format(
        'create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls noinherit', login_role);
    end if;
    if new_password is not null then
      execute format('alter role %I password %L', login_role, new_password);
    end if;
  end loop;
end
$$;

-- Whoever is no superuser must be a member of the role that it makes schemas for.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant barometer_owner to %I with inherit true, set true', current_user);
  end if;
end
$$;

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format(
    'grant connect on database %I to barometer_owner, ingestion_worker, ingestion_api, scoring_worker, scoring_api,'
    ' alerting_worker, alerting_api', current_database());
end
$$;

revoke all on schema public from public;

create schema if not exists ingestion authorization barometer_owner;
create schema if not exists scoring authorization barometer_owner;
create schema if not exists alerting authorization barometer_owner;

grant usage on schema ingestion to ingestion_worker, ingestion_api;
grant usage on schema scoring to scoring_worker, scoring_api;
grant usage on schema alerting to alerting_worker, alerting_api;
