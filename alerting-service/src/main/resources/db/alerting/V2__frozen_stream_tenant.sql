-- Accounts of two tenants may have the same id. Streams frozen before were found by the id alone: they get no tenant,
-- which freezes none.
alter table frozen_stream add column tenant_id text not null default '';
alter table frozen_stream alter column tenant_id drop default;
alter table frozen_stream drop constraint frozen_stream_pkey;
alter table frozen_stream add primary key (shard, tenant_id, account_id);

update installation set schema_version = 2;
