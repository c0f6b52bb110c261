-- Figures (统计): what each ticket adds to them, and counters kept up with the events. No question of the statistics
-- screen reads tickets. What is counted, and why so, is in packages/domain/src/oversight/figures.ts.

create table figure_line (
  district_id int not null references district,
  ticket_id uuid not null,
  day date not null,
  unit_id uuid not null,
  unit_level smallint not null,
  grid_path text not null,
  class_code text not null,
  channel text not null,
  received smallint not null default 0,
  dispatched smallint not null default 0,
  reported_up smallint not null default 0,
  settled_of_received smallint not null default 0,
  responded smallint not null default 0,
  responded_in_time smallint not null default 0,
  settled smallint not null default 0,
  settled_dated smallint not null default 0,
  settled_on_time smallint not null default 0,
  settled_here smallint not null default 0,
  rated smallint not null default 0,
  satisfied smallint not null default 0,
  reworked smallint not null default 0,
  reopened smallint not null default 0,
  failed_verifications smallint not null default 0,
  ended_otherwise smallint not null default 0,
  primary key (district_id, ticket_id, day, unit_id)
);
create index figure_line_by_unit on figure_line (district_id, unit_id, day);
create index figure_line_by_path on figure_line (district_id, grid_path text_pattern_ops, day);
create index figure_line_by_day on figure_line (district_id, day);
comment on table figure_line is 'What a ticket adds to the figures of a day and unit, as its history stood when it was last looked at: taken off before a newer contribution is added, so that nothing counts twice.';
comment on column figure_line.district_id is 'District, distribution column.';
comment on column figure_line.ticket_id is 'Ticket; without a foreign key, for it is written after the ticket and read beside it.';
comment on column figure_line.day is 'Local day of the district it counts for.';
comment on column figure_line.unit_id is 'Unit it counts for: who handles or handled the ticket; of responses the desk.';
comment on column figure_line.unit_level is 'Level of that unit, 0 district.';
comment on column figure_line.grid_path is 'Path of the grid of the ticket, or of the desk that must locate it.';
comment on column figure_line.class_code is 'Class of the ticket; empty until it is classified.';
comment on column figure_line.channel is 'Channel it came in by.';
comment on column figure_line.received is 'Received that day.';
comment on column figure_line.dispatched is 'Of the received: never passed up.';
comment on column figure_line.reported_up is 'Of the received: passed up at least once.';
comment on column figure_line.settled_of_received is 'Of the received: settled now.';
comment on column figure_line.responded is 'Of the received: the desk did something about it.';
comment on column figure_line.responded_in_time is 'Of those: by its date of acceptance.';
comment on column figure_line.settled is 'Settled that day, and settled still.';
comment on column figure_line.settled_dated is 'Of the settled: a date could be told.';
comment on column figure_line.settled_on_time is 'Of those: by that date, net of approved pauses.';
comment on column figure_line.settled_here is 'Of the settled: never passed up.';
comment on column figure_line.rated is 'Of the settled: judged by the reporter.';
comment on column figure_line.satisfied is 'Of those: 4 or 5 of 5 (GB/T 33358).';
comment on column figure_line.reworked is 'Of the settled: sent back by verification before.';
comment on column figure_line.reopened is 'Of the settled: sent back by the reporter before.';
comment on column figure_line.failed_verifications is 'How often a result was sent back that day.';
comment on column figure_line.ended_otherwise is 'Declined, abnormally closed, void or merged that day.';

create table figure_count (
  district_id int not null references district,
  span text not null check (span in ('day', 'month')),
  grid_path text not null,
  split text not null check (split in ('all', 'unit', 'class', 'channel', 'unit class', 'unit channel', 'class channel')),
  day date not null,
  unit_id uuid not null,
  class_code text not null,
  channel text not null,
  received int not null default 0,
  dispatched int not null default 0,
  reported_up int not null default 0,
  settled_of_received int not null default 0,
  responded int not null default 0,
  responded_in_time int not null default 0,
  settled int not null default 0,
  settled_dated int not null default 0,
  settled_on_time int not null default 0,
  settled_here int not null default 0,
  rated int not null default 0,
  satisfied int not null default 0,
  reworked int not null default 0,
  reopened int not null default 0,
  failed_verifications int not null default 0,
  ended_otherwise int not null default 0,
  primary key (district_id, span, grid_path, split, day, unit_id, class_code, channel)
);
comment on table figure_count is 'Counters: sums of figure_line for a node of the grid tree, a day or month, and one or two of unit, class and channel. Which of them are kept is in modules/oversight/figures/tally.ts.';
comment on column figure_count.district_id is 'District, distribution column.';
comment on column figure_count.span is 'day or month.';
comment on column figure_count.grid_path is 'Node of the grid tree; what lies below it is in the sum.';
comment on column figure_count.split is 'Which of unit, class and channel the row tells apart; all: none.';
comment on column figure_count.day is 'Local day, or the first of the month.';
comment on column figure_count.unit_id is 'Unit; the nil UUID where the row does not tell units apart.';
comment on column figure_count.class_code is 'Class; empty where the row does not tell classes apart, and for what is not classified.';
comment on column figure_count.channel is 'Channel; empty where the row does not tell channels apart.';
comment on column figure_count.received is 'Sum of figure_line.received.';
comment on column figure_count.dispatched is 'Sum of figure_line.dispatched.';
comment on column figure_count.reported_up is 'Sum of figure_line.reported_up.';
comment on column figure_count.settled_of_received is 'Sum of figure_line.settled_of_received.';
comment on column figure_count.responded is 'Sum of figure_line.responded.';
comment on column figure_count.responded_in_time is 'Sum of figure_line.responded_in_time.';
comment on column figure_count.settled is 'Sum of figure_line.settled.';
comment on column figure_count.settled_dated is 'Sum of figure_line.settled_dated.';
comment on column figure_count.settled_on_time is 'Sum of figure_line.settled_on_time.';
comment on column figure_count.settled_here is 'Sum of figure_line.settled_here.';
comment on column figure_count.rated is 'Sum of figure_line.rated.';
comment on column figure_count.satisfied is 'Sum of figure_line.satisfied.';
comment on column figure_count.reworked is 'Sum of figure_line.reworked.';
comment on column figure_count.reopened is 'Sum of figure_line.reopened.';
comment on column figure_count.failed_verifications is 'Sum of figure_line.failed_verifications.';
comment on column figure_count.ended_otherwise is 'Sum of figure_line.ended_otherwise.';

create table figure_cursor (
  district_id int not null references district,
  snapshot text not null,
  at timestamptz not null,
  filling_after uuid,
  filled int not null default 0,
  primary key (district_id)
);
comment on table figure_cursor is 'Up to where the outbox of a district was counted. Locked by whoever counts, so that a contribution is taken off and added by one at a time.';
comment on column figure_cursor.district_id is 'District, distribution column.';
comment on column figure_cursor.snapshot is 'Snapshot of PostgreSQL (pg_snapshot) up to which changes were counted.';
comment on column figure_cursor.at is 'When it was moved last.';
comment on column figure_cursor.filling_after is 'Tickets from before the counters are counted in the order of their ids; the last one done. Null: all are.';
comment on column figure_cursor.filled is 'Tickets counted so by now.';

grant select, insert, update, delete on figure_line, figure_count, figure_cursor to lianxin_app;

-- A territorial post sees its part of the grid tree, a department what counts for its own units.
alter table figure_line enable row level security;
create policy figure_line_read on figure_line for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('figure.read' = any(app_rights()) and (starts_with(grid_path, app_territory()) or unit_id = any(app_units())))));
create policy figure_line_write on figure_line to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());
alter table figure_count enable row level security;
create policy figure_count_read on figure_count for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('figure.read' = any(app_rights()) and (starts_with(grid_path, app_territory()) or unit_id = any(app_units())))));
create policy figure_count_write on figure_count to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());
alter table figure_cursor enable row level security;
create policy figure_cursor_read on figure_cursor for select to lianxin_app using (district_id = app_district());
create policy figure_cursor_write on figure_cursor to lianxin_app
  using (district_id = app_district() and app_system()) with check (district_id = app_district() and app_system());
