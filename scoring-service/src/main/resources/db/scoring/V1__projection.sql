-- Which build of the projection is live; a rebuild writes the next one beside it and takes over by changing this row.
-- models counts how often a model took effect for any tenant: whoever remembers models looks whether it moved.
create table projection (
  name         text   primary key,
  live_version int    not null,
  models       bigint not null default 0
);
insert into projection values ('scoring', 1);

create table checkpoint (
  projection         text   not null,
  projection_version int    not null,
  shard              int    not null,
  position           bigint not null,
  state_hash         bytea,
  primary key (projection, projection_version, shard)
);

-- The clock of a shard is the latest recorded time applied; last_sequence is the head of its score log; models is the
-- count of projection.models with which all its accounts are scored.
create table shard_clock (
  shard         int         primary key,
  clock         timestamptz not null,
  last_sequence bigint      not null,
  models        bigint      not null
);

-- Metric histories: one row per account and UTC month; month 0 holds the facts.
create table account_month (
  projection_version int   not null,
  tenant_id          text  not null,
  account_id         text  not null,
  month              int   not null,
  shard              int   not null,
  state              bytea not null,
  hash               bytea not null,
  primary key (projection_version, tenant_id, account_id, month)
);

-- The columns beside_* hold what the other model of a trial says; empty without a trial.
create table score (
  projection_version int         not null,
  tenant_id          text        not null,
  account_id         text        not null,
  score_name         text        not null,
  shard              int         not null,
  tenths             int,
  band               text        not null,
  coverage           int         not null,
  change_7d          int,
  change_30d         int,
  change_90d         int,
  change_365d        int,
  attention          int generated always as (tenths + 2 * least(coalesce(change_30d, 0), 0)) stored,
  name               text        not null,
  owner              text        not null,
  plan               text        not null,
  industry           text        not null,
  region             text        not null,
  segment            text        not null,
  parent             text        not null,
  arr_currency       text        not null,
  arr                numeric,
  model_hash         text        not null,
  moves              smallint    not null,
  detail             bytea       not null,
  beside_hash        text        not null,
  beside_tenths      int,
  beside_band        text        not null,
  primary key (projection_version, tenant_id, account_id, score_name)
);
create index score_parent on score (tenant_id, parent) where parent <> '';
create index score_moving on score (shard, projection_version) where moves > 0;

-- Which signals any account of a tenant has ever had; only grows. Each shard has rows of its own.
create table tenant_signal (
  shard     int  not null,
  tenant_id text not null,
  signal    text not null,
  primary key (tenant_id, signal, shard)
);
grant select, insert on tenant_signal to scoring_worker;
grant select on tenant_signal to scoring_api;
alter table tenant_signal enable row level security;
create policy worker_all on tenant_signal to scoring_worker using (true) with check (true);
create policy tenant_reads on tenant_signal for select to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true));

-- Whom an account ever named as its parent; only grows. Whether it still does is in its history.
create table parentage (
  tenant_id text not null,
  parent_id text not null,
  child_id  text not null,
  primary key (tenant_id, parent_id, child_id)
);
grant select, insert on parentage to scoring_worker;
grant select on parentage to scoring_api;
alter table parentage enable row level security;
create policy worker_all on parentage to scoring_worker using (true) with check (true);
create policy tenant_reads on parentage for select to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true));

-- Parents to be scored anew because a child moved, by the parent's shard, which need not be the child's.
create table rollup_due (
  id         bigint generated always as identity primary key,
  shard      int    not null,
  tenant_id  text   not null,
  account_id text   not null
);
create index rollup_due_shard on rollup_due (shard);
grant select, insert, delete on rollup_due to scoring_worker;
alter table rollup_due enable row level security;
create policy worker_all on rollup_due to scoring_worker using (true) with check (true);

-- Where the accounts of a shard stood when a day began, for a model that ranks: averages in tenths by segment, two bytes
-- each. The row of the empty segment is always there. complete: all shards have written the day, it may be ranked in.
create table population (
  tenant_id  text    not null,
  model_hash text    not null,
  day        int     not null,
  shard      int     not null,
  segment    text    not null,
  averages   bytea   not null,
  complete   boolean not null default false,
  primary key (tenant_id, model_hash, day, shard, segment)
);
create index population_growing on population (tenant_id, model_hash, day) where not complete;
grant select, insert, update (complete) on population to scoring_worker;
grant select on population to scoring_api;
alter table population enable row level security;
create policy worker_all on population to scoring_worker using (true) with check (true);
create policy tenant_reads on population for select to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true));

-- The score log: every change once, in the order of its shard, never restated.
create table score_change (
  shard        int    not null,
  sequence     bigint not null,
  tenant_id    text   not null,
  account_id   text   not null,
  score_name   text   not null,
  day          int    not null,
  trace_parent text,
  payload      bytea  not null,
  withdraws    boolean not null,
  primary key (shard, sequence)
);
create index score_change_account on score_change (tenant_id, account_id, sequence);
create index score_change_withdraws on score_change (tenant_id, account_id, sequence) where withdraws;

-- Who publishes the score log of a shard, and how far.
create table relay (
  shard              int         primary key,
  owner              text        not null,
  epoch              bigint      not null,
  lease_until        timestamptz not null,
  published_position bigint      not null
);

-- Streams frozen by an event that could not be applied.
create table poison (
  projection_version int         not null,
  tenant_id          text        not null,
  account_id         text        not null,
  shard              int         not null,
  position           bigint      not null,
  error              text        not null,
  recorded_at        timestamptz not null,
  primary key (projection_version, tenant_id, account_id)
);

create table installation (
  one    boolean primary key default true check (one),
  shards int     not null,
  -- each migration after this one sets its own number: services refuse to start below theirs
  schema_version int not null default 1
);
insert into installation (shards) values (${shards});

-- What happened to the models of each tenant: revisions 1, 2, 3, … without gaps.
create table model_event (
  tenant_id      text   not null,
  revision       bigint not null,
  hash           text   not null,
  request_id     text   not null,
  request_digest bytea  not null,
  payload        bytea  not null,
  yaml           text,
  primary key (tenant_id, revision)
);
create unique index model_event_request on model_event (tenant_id, request_id) where request_id <> '';

-- Its head, locked by whoever decides: when the next model is due, and the count of projection.models at its last change.
create table model_registry (
  tenant_id text        primary key,
  revision  bigint      not null,
  next_time timestamptz,
  models    bigint      not null
);

-- The models whose derived signals the histories of a build keep; the empty tenant stands for every tenant.
create table folded_model (
  projection_version int  not null,
  tenant_id          text not null,
  hash               text not null,
  canonical          text not null,
  primary key (projection_version, tenant_id, hash)
);

-- Rights. The worker writes for every tenant; the api reads one tenant, and none when no tenant is set.
-- raised by every change of an account's months: tells readers who keep something of it in memory whether that is still true
create table account_revision (
  projection_version int    not null,
  tenant_id          text   not null,
  account_id         text   not null,
  revision           bigint not null,
  primary key (projection_version, tenant_id, account_id)
) with (fillfactor = 50);

grant select, insert, update, delete on account_month, account_revision, score, poison, checkpoint, shard_clock, relay to scoring_worker;
grant select, update on projection to scoring_worker;
grant select, insert on score_change to scoring_worker;
grant select on installation to scoring_worker;
grant select on projection, checkpoint, shard_clock, account_month, account_revision, score, score_change, installation to scoring_api;
grant select, insert, delete on folded_model to scoring_worker;
grant select on folded_model to scoring_api;
grant select, insert on model_event to scoring_worker, scoring_api;
grant select, insert, update on model_registry to scoring_worker, scoring_api;
grant update (models) on projection to scoring_api;

alter table account_month enable row level security;
alter table account_revision enable row level security;
alter table score enable row level security;
alter table score_change enable row level security;
alter table poison enable row level security;
alter table model_event enable row level security;
alter table model_registry enable row level security;
alter table folded_model enable row level security;
create policy worker_all on account_month to scoring_worker using (true) with check (true);
create policy worker_all on account_revision to scoring_worker using (true) with check (true);
create policy tenant_reads on account_revision for select to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true));
create policy worker_all on score to scoring_worker using (true) with check (true);
create policy worker_all on score_change to scoring_worker using (true) with check (true);
create policy worker_all on poison to scoring_worker using (true) with check (true);
create policy tenant_reads on account_month for select to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true));
create policy tenant_reads on score for select to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true));
create policy tenant_reads on score_change for select to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true));
create policy worker_all on model_event to scoring_worker using (true) with check (true);
create policy worker_all on model_registry to scoring_worker using (true) with check (true);
create policy worker_all on folded_model to scoring_worker using (true) with check (true);
create policy tenant_reads on folded_model for select to scoring_api
  using (tenant_id in ('', current_setting('barometer.tenant', true)));
create policy tenant_decides on model_event to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
create policy tenant_decides on model_registry to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));

-- Models tried on all of history. Both models stand here in their canonical form; done counts accounts, after names the
-- last of them; whoever works on it holds it until lease_until.
create table replay (
  tenant_id      text        not null,
  replay_id      text        not null,
  request_id     text        not null,
  request_digest bytea       not null,
  state          smallint    not null,
  baseline       text        not null,
  candidate      text        not null,
  first_day      int         not null,
  last_day       int         not null,
  total          int         not null,
  done           int         not null default 0,
  after          text        not null default '',
  findings       bytea       not null default '',
  error          text        not null default '',
  created_at     timestamptz not null default clock_timestamp(),
  ended_at       timestamptz,
  owner          text        not null default '',
  lease_until    timestamptz not null default '-infinity',
  primary key (tenant_id, replay_id)
);
create unique index replay_request on replay (tenant_id, request_id) where request_id <> '';
create index replay_open on replay (created_at) where ended_at is null;

-- What it found: one row per account; change in tenths on the last day, days in another band.
create table replay_account (
  tenant_id  text  not null,
  replay_id  text  not null,
  account_id text  not null,
  change     int,
  days       int   not null,
  detail     bytea not null,
  line       bytea not null,
  primary key (tenant_id, replay_id, account_id),
  foreign key (tenant_id, replay_id) references replay on delete cascade
);

grant select, insert, update, delete on replay, replay_account to scoring_worker, scoring_api;
alter table replay enable row level security;
alter table replay_account enable row level security;
create policy worker_all on replay to scoring_worker using (true) with check (true);
create policy worker_all on replay_account to scoring_worker using (true) with check (true);
create policy tenant_owns on replay to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
create policy tenant_owns on replay_account to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));

-- Who changed what: one chain per tenant, each entry hashed with the one before and signed. No runtime role may change or remove
-- an entry. docs/audit.md
create table audit_head (
  tenant_id       text   primary key,
  sequence        bigint not null,
  hash            text   not null,
  key_fingerprint text   not null,
  signature       text   not null
);
create table audit_entry (
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
create table audit_key (
  fingerprint text        primary key,
  public_key  text        not null,
  first_used  timestamptz not null default clock_timestamp()
);
grant select, insert on audit_entry, audit_key to scoring_api, scoring_worker;
grant select, insert, update on audit_head to scoring_api, scoring_worker;
alter table audit_head enable row level security;
alter table audit_entry enable row level security;
create policy tenant on audit_head to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
create policy tenant on audit_entry to scoring_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
create policy everything on audit_head to scoring_worker using (true) with check (true);
create policy everything on audit_entry to scoring_worker using (true) with check (true);
