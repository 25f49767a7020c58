-- Everything here belongs to one tenant, except checkpoint, evaluated and frozen_stream, which belong to the shards.

create table tenant (
  tenant_id      text primary key,
  -- raised by every change of rules or receivers; a change locks this row, an evaluation shares the lock
  config_version bigint not null default 1
);

create table rule (
  tenant_id  text not null,
  name       text not null,
  definition bytea not null,
  primary key (tenant_id, name)
);

create table receiver (
  tenant_id        text not null,
  name             text not null,
  active_from_time timestamptz not null,
  -- with its secrets, sealed by a key that is not in the database
  definition       bytea not null,
  primary key (tenant_id, name)
);

create table account_memory (
  tenant_id  text not null,
  account_id text not null,
  score_name text not null,
  shard      int not null,
  memory     bytea not null,
  score      bytea not null,
  -- first hour since 1970 at whose beginning time alone can change something
  due_hour   int not null,
  primary key (tenant_id, account_id, score_name)
);
create index account_memory_due on account_memory (shard, due_hour);

create table alert (
  alert_id        uuid primary key,
  tenant_id       text not null,
  account_id      text not null,
  rule            text not null,
  incident_id     uuid not null,
  title           text not null,
  severity        int not null,
  playbook        text not null,
  state           int not null,
  fired_time      timestamptz not null,
  resolved_time   timestamptz,
  score           bytea not null,
  reason          text not null,
  acknowledged_by text not null default '',
  -- what routes, silences and inhibitions ask about
  labels          jsonb not null,
  -- the last correction of the score on which it fired
  correction      bytea
);
create index alert_newest on alert (tenant_id, fired_time desc, alert_id desc);
create index alert_of_account on alert (tenant_id, account_id, fired_time desc, alert_id desc);
create index alert_open on alert (tenant_id, rule) where state < 3;
create index alert_of_incident on alert (incident_id);

-- what alerts have in common, with its last incident; whoever changes an incident holds the row of its cause
create table incident_cause (
  tenant_id   text not null,
  cause       text not null,
  incident_id uuid,
  primary key (tenant_id, cause)
);

create table incident (
  incident_id     uuid primary key,
  tenant_id       text not null,
  cause           text not null,
  -- as IncidentState numbers it
  state           int not null,
  severity        int not null,
  open_alerts     int not null,
  alerts          int not null,
  changes         int not null,
  opened_time     timestamptz not null,
  resolved_time   timestamptz,
  snoozed_until   timestamptz,
  acknowledged_by text not null,
  assignee        text not null
) with (fillfactor = 70);
create index incident_newest on incident (tenant_id, opened_time desc, incident_id desc);
create index incident_snoozed on incident (snoozed_until) where state = 3;

create table incident_change (
  incident_id uuid not null,
  number      int not null,
  tenant_id   text not null,
  -- as IncidentChangeKind numbers it
  kind        int not null,
  by          text not null,
  time        timestamptz not null,
  note        text not null,
  primary key (incident_id, number)
);

-- messages that bots posted, of an alert or a group; what follows are replies, and the message shows where its incident stands
create table posted_message (
  tenant_id      text not null,
  receiver       text not null,
  subject_id     uuid not null,
  -- null when it is about several
  incident_id    uuid,
  channel        text not null,
  ts             text not null,
  -- what was told, without where it stands
  told           text not null,
  -- what it says of where it stands
  shown_standing text not null,
  -- raised by every change that it has to show
  wanted         bigint not null default 1,
  -- when to look whether it shows something old; null when it does not
  next_at        timestamptz,
  primary key (tenant_id, receiver, subject_id)
) with (fillfactor = 70);
create index posted_message_due on posted_message (next_at) where next_at is not null;
create index posted_message_of_incident on posted_message (incident_id);

-- requests of Slack that were taken: the same again changes nothing
create table slack_request (
  tenant_id  text not null,
  signature  text not null,
  taken_time timestamptz not null,
  primary key (tenant_id, signature)
);

-- what the vendor shipped, to one account or, without one, to all
create table release (
  tenant_id    text not null,
  account_id   text not null,
  product      text not null,
  version      text not null,
  shipped_time timestamptz not null,
  primary key (tenant_id, account_id, product, version)
);

-- every decision, with what was known when it was made
create table transition (
  alert_id uuid not null,
  about    int not null,
  tenant_id text not null,
  shard    int not null,
  sequence bigint not null,
  time     timestamptz not null,
  reason   text not null,
  score    bytea not null,
  primary key (alert_id, about, sequence)
);

create table routing (
  tenant_id  text primary key,
  revision   bigint not null,
  definition bytea not null
);

create table silence (
  tenant_id  text not null,
  silence_id uuid not null,
  definition bytea not null,
  end_time   timestamptz not null,
  primary key (tenant_id, silence_id)
);
create index silence_end on silence (tenant_id, end_time);

-- alerts that a branch of the routing tells of together
create table alert_group (
  group_id  uuid primary key,
  tenant_id text not null,
  path      text not null,
  labels    jsonb not null,
  -- how often it was told; group, receiver and number make a notification's id
  notices   int not null default 0,
  opened_at timestamptz,
  told_at   timestamptz,
  escalated int not null default 0,
  -- when to look at it again; null when only a change of its alerts can matter
  due_at    timestamptz
) with (fillfactor = 70);
create index alert_group_due on alert_group (due_at) where due_at is not null;

create table group_member (
  group_id  uuid not null,
  alert_id  uuid not null,
  tenant_id text not null,
  -- 0 nothing was told of it, 1 that it fires, 2 that it is over
  told      int not null default 0,
  primary key (group_id, alert_id)
);
create index group_of_alert on group_member (alert_id);

-- a message about a group, and the alerts it tells of
create table notice (
  group_id  uuid not null,
  number    int not null,
  tenant_id text not null,
  kind      text not null,
  time      timestamptz not null,
  primary key (group_id, number)
);

create table notice_alert (
  group_id  uuid not null,
  number    int not null,
  place     int not null,
  alert_id  uuid not null,
  tenant_id text not null,
  firing    boolean not null,
  primary key (group_id, number, place)
);
create index notice_of_alert on notice_alert (alert_id);

-- of a transition of one alert, of a notice about a group, or of a playbook's trigger
create table delivery (
  notification_id uuid primary key,
  tenant_id       text not null,
  alert_id        uuid,
  group_id        uuid,
  number          int,
  trigger_id      uuid,
  receiver        text not null,
  about           int not null,
  state           int not null,
  attempts        int not null default 0,
  -- those that the schedule of retries counts: not when the receiver said when to come again
  failures        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  created_at      timestamptz not null default now(),
  delivered_at    timestamptz,
  last_outcome    text not null default '',
  traceparent     text
) with (fillfactor = 70);
create index delivery_of_alert on delivery (alert_id) where alert_id is not null;
create index delivery_of_group on delivery (group_id, number) where group_id is not null;
create index delivery_newest on delivery (tenant_id, created_at desc, notification_id desc);
create index delivery_of_trigger on delivery (trigger_id) where trigger_id is not null;
create index delivery_pending on delivery (tenant_id, receiver, next_attempt_at) where state = 1;

-- when a subscriber's next digest is due
create table digest (
  tenant_id text not null,
  receiver  text not null,
  due_at    timestamptz not null,
  primary key (tenant_id, receiver)
);
create index digest_due on digest (due_at);

-- a digest that was made: the same in every attempt
create table digest_issue (
  notification_id uuid primary key,
  tenant_id       text not null,
  content         bytea not null,
  time            timestamptz not null
);

create table attempt (
  notification_id uuid not null,
  number          int not null,
  tenant_id       text not null,
  began_at        timestamptz not null,
  ended_at        timestamptz not null,
  outcome         text not null,
  detail          text not null,
  primary key (notification_id, number)
);

create table playbook (
  tenant_id  text not null,
  name       text not null,
  definition bytea not null,
  primary key (tenant_id, name)
);

-- a playbook for an account because of an alert
create table playbook_run (
  run_id       uuid primary key,
  tenant_id    text not null,
  playbook     text not null,
  account_id   text not null,
  alert_id     uuid not null,
  state        int not null,
  -- by the platform's clock
  begin_time   timestamptz not null,
  trigger_time timestamptz,
  -- by the clock of people; null when it never waited
  lapse_time   timestamptz,
  -- the playbook as it was when the run began
  definition   bytea not null,
  -- what was reported
  report       bytea
);
create index playbook_run_newest on playbook_run (tenant_id, begin_time desc, run_id desc);
create index playbook_run_of_account on playbook_run (tenant_id, playbook, account_id, begin_time desc);
create index playbook_run_of_alert on playbook_run (alert_id);
create index playbook_run_waiting on playbook_run (lapse_time) where state = 1;

-- every state that a run came into; each at most once
create table playbook_run_change (
  run_id    uuid not null,
  state     int not null,
  tenant_id text not null,
  time      timestamptz not null,
  who       text not null default '',
  note      text not null default '',
  primary key (run_id, state)
);

create table trigger (
  tenant_id  text not null,
  sequence   bigint not null,
  trigger_id uuid not null unique,
  playbook   text not null,
  alert_id   uuid not null,
  run_id     uuid not null,
  -- whether it goes to the topic of triggers
  topic      boolean not null,
  primary key (tenant_id, sequence)
);
create index trigger_of_run on trigger (run_id);
create index trigger_for_topic on trigger (tenant_id, sequence) where topic;

-- how far a tenant's triggers are in the topic
create table trigger_topic (
  tenant_id text primary key,
  published bigint not null default 0
);

-- hands out trigger sequences in commit order: whoever takes one holds the row until it commits
create table trigger_head (
  tenant_id     text primary key,
  last_sequence bigint not null
);

create table trigger_consumer (
  tenant_id    text not null,
  consumer     text not null,
  acknowledged bigint not null,
  primary key (tenant_id, consumer)
);

create table checkpoint (
  projection         text not null,
  projection_version int not null,
  shard              int not null,
  position           bigint not null,
  state_hash         bytea,
  primary key (projection, projection_version, shard)
);

-- how far a shard was ever evaluated: what is evaluated again tells nobody
create table evaluated (
  shard     int primary key,
  sequence  bigint not null,
  -- the last hour since 1970 that began
  epoch_hour bigint not null
);

create table frozen_stream (
  shard      int not null,
  account_id text not null,
  sequence   bigint not null,
  error      text not null,
  frozen_at  timestamptz not null default now(),
  primary key (shard, account_id)
);

-- one row: with how many shards this was installed
create table installation (
  only_one boolean primary key default true check (only_one),
  shards   int not null,
  -- each migration after this one sets its own number: services refuse to start below theirs
  schema_version int not null default 1,
  -- signs the links of messages; sealed by the first start, and so tells whether the key is this database's
  link_key text not null default ''
);
insert into installation (shards) values (${shards});

grant select, insert, update, delete on playbook to alerting_api;
grant select, insert, update on playbook_run, playbook_run_change, trigger, trigger_head, trigger_topic to alerting_api;
grant insert on delivery to alerting_api;
grant select, insert, update on playbook_run, playbook_run_change, trigger_topic to alerting_worker;
grant select on playbook to alerting_worker;

grant select on installation to alerting_worker;
grant update (link_key) on installation to alerting_worker;
-- seals secrets anew when the key is rotated
grant update (definition) on receiver to alerting_worker;
grant select, insert, update, delete on tenant, rule, receiver to alerting_api;
grant select, update on account_memory, alert to alerting_api;
grant select on transition, delivery, trigger, trigger_head, evaluated to alerting_api;
grant select, insert, update on trigger_consumer, routing, silence to alerting_api;
grant select, insert, update, delete on alert_group, group_member to alerting_api;
grant select on notice, notice_alert, attempt to alerting_api;
grant select, insert, update, delete on digest to alerting_api;
grant select, update, delete on digest to alerting_worker;
grant select, insert on digest_issue to alerting_worker;
grant update (state, failures, next_attempt_at, last_outcome) on delivery to alerting_api;
grant select, insert, update on incident, incident_cause, incident_change to alerting_api;
grant select, update on posted_message to alerting_api;
grant select, insert, delete on slack_request to alerting_api;
grant select, insert, update on posted_message to alerting_worker;

grant select, insert, update on incident, incident_cause, incident_change, release to alerting_worker;
grant select, insert, update on tenant, rule, account_memory, alert, transition, delivery, attempt,
  trigger, trigger_head, checkpoint, evaluated, frozen_stream to alerting_worker;
grant select, insert, update, delete on group_member to alerting_worker;
grant select, insert, update on alert_group, notice, notice_alert to alerting_worker;
grant select on receiver, routing, silence to alerting_worker;

do $$
declare
  name text;
begin
  foreach name in array array[
    'tenant', 'rule', 'receiver', 'account_memory', 'alert', 'transition', 'delivery', 'attempt', 'trigger',
    'trigger_head', 'trigger_consumer',
    'playbook', 'playbook_run', 'playbook_run_change', 'trigger_topic',
    'routing', 'silence', 'alert_group', 'group_member', 'notice', 'notice_alert',
    'digest', 'digest_issue',
    'incident', 'incident_cause', 'incident_change', 'release', 'posted_message', 'slack_request'
  ] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy worker on %I to alerting_worker using (true)', name);
    execute format(
      'create policy tenant on %I to alerting_api using (tenant_id = current_setting(''barometer.tenant'', true))',
      name);
  end loop;
end
$$;

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
grant select, insert on audit_entry, audit_key to alerting_api;
grant select, insert, update on audit_head to alerting_api;
alter table audit_head enable row level security;
alter table audit_entry enable row level security;
create policy tenant on audit_head to alerting_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
create policy tenant on audit_entry to alerting_api
  using (tenant_id = current_setting('barometer.tenant', true))
  with check (tenant_id = current_setting('barometer.tenant', true));
