-- The city above the district (上级单位): one unit that holds what the district could not settle (functions 54, 55).

alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check check (kind in ('territorial', 'department', 'desk', 'superior'));
alter table unit drop constraint unit_level_check;
alter table unit add constraint unit_level_check
  check (case when kind = 'superior' then level = -1 else level between 0 and 9 end);
create unique index unit_one_superior on unit (district_id) where kind = 'superior' and active;

-- Who was asked about a matter from outside of its territory may read it, whatever the matter does.
alter table ticket add column asked_unit_ids uuid[] not null default '{}';
comment on column ticket.asked_unit_ids is 'Units above the district that an inquiry about it was raised to; part of involved_unit_ids.';
comment on column ticket.involved_unit_ids is 'Every unit that holds, held or helped, and those of asked_unit_ids.';

comment on column unit.kind is 'territorial 块, department 条, desk 派遣台, superior 上级单位 (the city, at most one active).';
comment on column unit.level is '-1 city above, 0 district, 1 subdistrict, 2 community, 3 base grid, 4 micro-grid.';
comment on column unit.grid_id is 'Grid whose territory the unit answers for; of a superior unit the root, without a territory.';
comment on column ticket.holder_level is 'Level of the holder, 0 district, -1 the city above it.';
comment on column figure_line.unit_level is 'Level of that unit, 0 district, -1 the city above it.';
