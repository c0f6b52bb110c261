-- A message that one follower cannot take is set aside and tried again, so that one matter does not keep a whole district
-- from hearing what happens.

create table outbox_set_aside (
  district_id int not null references district,
  follower text not null,
  outbox_id bigint not null,
  since timestamptz not null,
  tried_at timestamptz not null,
  tries int not null,
  fault text not null,
  primary key (district_id, follower, outbox_id)
);
comment on table outbox_set_aside is 'Messages that a follower of the outbox could not take while it took others: tried again later, and kept in the outbox until taken.';
comment on column outbox_set_aside.district_id is 'District, distribution column.';
comment on column outbox_set_aside.follower is 'Which part; the list is FOLLOWERS in platform/live/follower.ts.';
comment on column outbox_set_aside.outbox_id is 'The message (outbox.id).';
comment on column outbox_set_aside.since is 'When it was set aside.';
comment on column outbox_set_aside.tried_at is 'When it was tried last.';
comment on column outbox_set_aside.tries is 'How often it was tried; the pause doubles from a minute to an hour.';
comment on column outbox_set_aside.fault is 'Name or code of the last fault, without its words: those may hold what a matter says.';

grant select, insert, update, delete on outbox_set_aside to lianxin_app;
alter table outbox_set_aside enable row level security;
create policy outbox_set_aside_all on outbox_set_aside to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());
