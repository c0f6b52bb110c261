-- Sampling re-check of closed matters (抽查复核, functions 51 and 52): drawn by a recorded seed, checked by inspectors.

create table inspection (
  district_id int not null references district,
  id uuid not null,
  drawn_path text not null,
  drawn_unit_id uuid not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  from_day date not null,
  to_day date not null,
  strata text not null check (strata in ('unit', 'class')),
  asked jsonb not null,
  seed text not null check (length(seed) >= 32),
  pool_count int not null check (pool_count > 0),
  wanted int not null check (wanted > 0),
  due_on date not null,
  primary key (district_id, id),
  check (from_day <= to_day),
  foreign key (district_id, drawn_unit_id) references unit (district_id, id),
  foreign key (district_id, drawn_by) references person (district_id, id)
);
create index inspection_in_order on inspection (district_id, drawn_at);
comment on table inspection is 'Draws of closed matters for a re-check (抽查). The seed is made by the server and kept with what was drawn from, so that anybody can draw again; nobody picks by hand.';
comment on column inspection.district_id is 'District, distribution column.';
comment on column inspection.id is 'Client-made UUIDv7: sent twice it is one draw.';
comment on column inspection.drawn_path is 'Territory it was drawn in, e.g. 1.4.; posts there see all of it.';
comment on column inspection.drawn_unit_id is 'Unit that drew.';
comment on column inspection.drawn_by is 'Member of staff who drew.';
comment on column inspection.drawn_at is 'When it was drawn.';
comment on column inspection.from_day is 'First local day of closing.';
comment on column inspection.to_day is 'Last local day of closing.';
comment on column inspection.strata is 'Layered by unit that solved it, or by class.';
comment on column inspection.asked is 'The request as it was sent: a repeated one is told by it.';
comment on column inspection.seed is 'Random text of the server that everything drawn follows from.';
comment on column inspection.pool_count is 'Matters it was drawn from.';
comment on column inspection.wanted is 'Matters that were wanted; at least one of each stratum is drawn.';
comment on column inspection.due_on is 'Local day by which the checks are to be done.';

create table inspection_pool (
  district_id int not null references district,
  inspection_id uuid not null,
  stratum text not null,
  drawn_path text not null,
  ticket_ids uuid[] not null check (cardinality(ticket_ids) > 0),
  primary key (district_id, inspection_id, stratum),
  foreign key (district_id, inspection_id) references inspection (district_id, id)
);
comment on table inspection_pool is 'What was drawn from, stratum by stratum, so that a draw can be repeated though matters change afterwards.';
comment on column inspection_pool.district_id is 'District, distribution column.';
comment on column inspection_pool.inspection_id is 'Draw.';
comment on column inspection_pool.stratum is 'Id of the unit or code of the class.';
comment on column inspection_pool.drawn_path is 'Territory it was drawn in.';
comment on column inspection_pool.ticket_ids is 'Closed matters of the stratum.';

create table inspection_check (
  district_id int not null references district,
  inspection_id uuid not null,
  ticket_id uuid not null,
  drawn_path text not null,
  grid_path text not null,
  number text not null,
  stratum text not null,
  unit_id uuid not null,
  by_unit_ids uuid[] not null,
  inspector_id uuid not null,
  due_on date not null,
  verdict text check (verdict in ('confirmed', 'refuted')),
  seen text not null default '',
  checked_at timestamptz,
  reopened boolean not null default false,
  primary key (district_id, inspection_id, ticket_id),
  constraint inspection_check_done check ((verdict is null) = (checked_at is null)),
  constraint inspection_check_seen check (verdict is null or btrim(seen) <> ''),
  foreign key (district_id, inspection_id) references inspection (district_id, id),
  foreign key (district_id, unit_id) references unit (district_id, id),
  foreign key (district_id, inspector_id) references person (district_id, id)
);
create index inspection_check_by_inspector on inspection_check (district_id, inspector_id, due_on);
create index inspection_check_by_ticket on inspection_check (district_id, ticket_id);
create index inspection_check_by_unit on inspection_check (district_id, unit_id) where verdict is not null;
comment on table inspection_check is 'A matter that was drawn, with whom it is, and what was found. Results are counted by unit; inspectors are not counted at all.';
comment on column inspection_check.district_id is 'District, distribution column.';
comment on column inspection_check.inspection_id is 'Draw.';
comment on column inspection_check.ticket_id is 'Ticket.';
comment on column inspection_check.drawn_path is 'Territory it was drawn in.';
comment on column inspection_check.grid_path is 'Path of the ticket when it was drawn.';
comment on column inspection_check.number is 'Number of the ticket.';
comment on column inspection_check.stratum is 'Id of the unit or code of the class it was drawn of.';
comment on column inspection_check.unit_id is 'Unit that solved it; the result is counted for it.';
comment on column inspection_check.by_unit_ids is 'Units that solved it, helped or verified it: none of their people checks it.';
comment on column inspection_check.inspector_id is 'Member of staff or citizen inspector (市民代表) who checks it.';
comment on column inspection_check.due_on is 'Local day by which it is to be done.';
comment on column inspection_check.verdict is 'confirmed: as was told (属实); refuted: not so (不属实); null before.';
comment on column inspection_check.seen is 'What the inspector saw; empty before.';
comment on column inspection_check.checked_at is 'When it was recorded.';
comment on column inspection_check.reopened is 'The matter was reopened by this check; false where it was open again already.';

grant select, insert on inspection, inspection_pool to lianxin_app;
grant select, insert, update on inspection_check to lianxin_app;

alter table inspection enable row level security;
create policy inspection_read on inspection for select to lianxin_app
  using (district_id = app_district() and (app_system() or app_rights() && array['inspection.read', 'inspection.write']));
create policy inspection_insert on inspection for insert to lianxin_app
  with check (district_id = app_district() and 'inspection.write' = any(app_rights())
    and drawn_unit_id = any(app_units()) and starts_with(drawn_path, app_territory()));

alter table inspection_pool enable row level security;
create policy inspection_pool_read on inspection_pool for select to lianxin_app
  using (district_id = app_district() and app_rights() && array['inspection.write', 'audit.read']
    and starts_with(drawn_path, app_territory()));
create policy inspection_pool_insert on inspection_pool for insert to lianxin_app
  with check (district_id = app_district() and 'inspection.write' = any(app_rights()) and starts_with(drawn_path, app_territory()));

-- What waits for its inspector is hidden from the units it is about: nobody tidies up before a check.
alter table inspection_check enable row level security;
create policy inspection_check_read on inspection_check for select to lianxin_app
  using (district_id = app_district() and (app_system()
    or ('inspection.check' = any(app_rights()) and inspector_id = app_person())
    or (app_rights() && array['inspection.write', 'audit.read'] and starts_with(drawn_path, app_territory()))
    or ('inspection.read' = any(app_rights()) and verdict is not null
      and (unit_id = any(app_units()) or starts_with(grid_path, app_territory())))));
create policy inspection_check_insert on inspection_check for insert to lianxin_app
  with check (district_id = app_district() and 'inspection.write' = any(app_rights()) and starts_with(drawn_path, app_territory()));
create policy inspection_check_update on inspection_check for update to lianxin_app
  using (district_id = app_district() and (app_system()
    or ('inspection.write' = any(app_rights()) and starts_with(drawn_path, app_territory()))))
  with check (district_id = app_district() and (app_system()
    or ('inspection.write' = any(app_rights()) and starts_with(drawn_path, app_territory()))));
