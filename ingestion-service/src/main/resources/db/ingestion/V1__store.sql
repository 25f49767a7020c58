-- The event store. docs/event-store.md tells what each table is for.

-- Fixed when the schema is made: the shard of an account never changes.
create table ingestion.installation (
  one boolean primary key default true check (one),
  shards int not null check (shards between 1 and 1024),
  -- each migration after this one sets its own number: services refuse to start below theirs
  schema_version int not null default 1
);
insert into ingestion.installation (shards) values (${shards});

create table ingestion.shard_head (
  shard int primary key,
  last_position bigint not null,
  last_hash bytea not null,
  last_recorded_at timestamptz not null
) with (fillfactor = 20);
insert into ingestion.shard_head
  select s, 0, decode(repeat('00', 32), 'hex'), timestamptz 'epoch' from generate_series(0, ${shards} - 1) s;

-- A stream's version is that of its last event; only what events do not tell at a glance stands here.
create table ingestion.archived_stream (
  shard int not null,
  tenant_id text not null,
  account_id text not null,
  primary key (shard, tenant_id, account_id)
);

create table ingestion.event (
  shard int not null,
  position bigint not null,
  tenant_id text not null,
  account_id text not null,
  version bigint not null,
  event_id uuid not null,
  type text not null,
  schema_version int not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  source text not null,
  payload bytea not null,
  digest bytea not null,
  trace_parent text,
  late boolean not null,
  primary key (shard, position),
  unique (shard, tenant_id, account_id, version),
  unique (shard, event_id)
) partition by list (shard);

-- COPY cannot write to a table with row-level security, so the writer copies into this level below the one that has it.
create table ingestion.event_shards partition of ingestion.event default partition by list (shard);

do $$
begin
  for s in 0 .. ${shards} - 1 loop
    execute format('create table ingestion.event_%s partition of ingestion.event_shards for values in (%s)', s, s);
  end loop;
end
$$;

create table ingestion.batch (
  shard int not null,
  last_position bigint not null,
  first_position bigint not null,
  hash bytea not null,
  recorded_at timestamptz not null,
  primary key (shard, last_position)
);

create table ingestion.relay (
  shard int primary key,
  owner text not null,
  epoch bigint not null,
  lease_until timestamptz not null,
  published_position bigint not null
) with (fillfactor = 20);

-- The keys of sources: what they may record, and the SHA-256 of their text. docs/identity.md
create table ingestion.api_key (
  tenant_id text not null,
  key_id text not null,
  hash bytea not null,
  name text not null,
  sources text[] not null,
  event_types text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (tenant_id, key_id)
);

-- Every change of a key moves it; instances read the keys again when it has moved.
create table ingestion.api_key_revision (
  one boolean primary key default true check (one),
  revision bigint not null
);
insert into ingestion.api_key_revision (revision) values (0);

-- Tenants see their own rows and nothing when no tenant is named. A grant on a partition walks round the policy of its parent:
-- the only one is the writer's, and it may only insert.
alter table ingestion.event enable row level security;
alter table ingestion.archived_stream enable row level security;
create policy tenant on ingestion.event for select to ingestion_api
  using (tenant_id = current_setting('barometer.tenant', true));
alter table ingestion.api_key enable row level security;
create policy tenant on ingestion.api_key to ingestion_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
create policy everything on ingestion.api_key to ingestion_worker using (true) with check (true);
create policy everything on ingestion.event to ingestion_worker using (true) with check (true);
create policy everything on ingestion.archived_stream to ingestion_worker using (true) with check (true);

grant select on ingestion.event to ingestion_api;
grant select on ingestion.event to ingestion_worker;
grant insert on ingestion.event_shards to ingestion_worker;
grant select, insert on ingestion.batch to ingestion_worker;
grant select, insert, delete on ingestion.archived_stream to ingestion_worker;
grant select, insert, update on ingestion.relay to ingestion_worker;
grant select, update on ingestion.shard_head to ingestion_worker;
grant select on ingestion.installation to ingestion_worker;
grant select, insert on ingestion.api_key to ingestion_api;
grant update (expires_at, revoked_at) on ingestion.api_key to ingestion_api;
grant select, update (revision) on ingestion.api_key_revision to ingestion_api;
grant select on ingestion.api_key, ingestion.api_key_revision to ingestion_worker;
grant update (last_used_at) on ingestion.api_key to ingestion_worker;

-- Who changed what: one chain per tenant, each entry hashed with the one before and signed. No runtime role may change or remove
-- an entry. docs/audit.md
create table ingestion.audit_head (
  tenant_id       text   primary key,
  sequence        bigint not null,
  hash            text   not null,
  key_fingerprint text   not null,
  signature       text   not null
);
create table ingestion.audit_entry (
  tenant_id       text        not null,
  sequence        bigint      not null,
  recorded_time   timestamptz not null,
  actor_name      text        not null,
  actor_roles     text        not null,
  actor_via       text        not null,
  action          text        not null,
  target          text        not null,
  reason          text        not null,
  detail          text        not null,
  -- the event that brought it
  cause           text,
  key_fingerprint text        not null,
  hash            text        not null,
  signature       text        not null,
  primary key (tenant_id, sequence),
  unique (tenant_id, cause)
);
-- The public halves of the keys that signed, so that those of former ones stay known.
create table ingestion.audit_key (
  fingerprint text        primary key,
  public_key  text        not null,
  first_used  timestamptz not null default clock_timestamp()
);
grant select, insert on ingestion.audit_entry, ingestion.audit_key to ingestion_api;
grant select, insert, update on ingestion.audit_head to ingestion_api;
alter table ingestion.audit_head enable row level security;
alter table ingestion.audit_entry enable row level security;
create policy tenant on ingestion.audit_head to ingestion_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
create policy tenant on ingestion.audit_entry to ingestion_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
