-- The transactional outbox behind live streams and messages.

create table outbox (
  district_id int not null,
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  at timestamptz not null default now(),
  audience_path text not null,
  audience_units uuid[] not null default '{}',
  payload jsonb not null,
  primary key (district_id, id)
);
create index outbox_in_order on outbox (xid, id);
comment on table outbox is 'What happened, written in the same transaction; readers go by (xid, id) below the oldest running transaction, so none is skipped.';
comment on column outbox.district_id is 'District, distribution column.';
comment on column outbox.id is 'Serial.';
comment on column outbox.xid is 'Writing transaction; with id the order of events and the id of a live message.';
comment on column outbox.topic is 'Topic of the contract.';
comment on column outbox.at is 'When.';
comment on column outbox.audience_path is 'Grid path: territorial posts above it see the message.';
comment on column outbox.audience_units is 'Units that see it besides.';
comment on column outbox.payload is 'Ids and figures only, no personal data.';
