-- One place where it is kept how far each part of the product has read the outbox, so that the outbox forgets nothing
-- that one of them has not read. Three tables of three modules said it before.

create table outbox_cursor (
  district_id int not null references district,
  follower text not null,
  snapshot text not null,
  since timestamptz not null,
  at timestamptz not null,
  primary key (district_id, follower)
);
comment on table outbox_cursor is 'Up to where a part of the product has followed the outbox. A message is deleted only when all of them have read it.';
comment on column outbox_cursor.district_id is 'District, distribution column.';
comment on column outbox_cursor.follower is 'Which part; the list is FOLLOWERS in platform/live/follow.ts.';
comment on column outbox_cursor.snapshot is 'Snapshot of the last reading (pg_snapshot): every later commit is not visible in it.';
comment on column outbox_cursor.since is 'When it began; alarms that passed before are recorded and told to nobody.';
comment on column outbox_cursor.at is 'When it was read last.';

insert into outbox_cursor select district_id, follower, snapshot, since, at from oversight_cursor;
insert into outbox_cursor select district_id, 'messages', snapshot, at, at from message_cursor;
insert into outbox_cursor select district_id, 'figures', snapshot, at, at from figure_cursor;
drop table oversight_cursor;
drop table message_cursor;
alter table figure_cursor drop column snapshot;
comment on table figure_cursor is 'How far the tickets from before there were counters are counted; whoever counts holds its row.';

grant select, insert, update on outbox_cursor to lianxin_app;
alter table outbox_cursor enable row level security;
create policy outbox_cursor_all on outbox_cursor to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());
