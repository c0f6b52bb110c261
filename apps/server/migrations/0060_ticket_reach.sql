-- The tickets a narrow post can see, by the indexes: without this a list over all of a year walks the whole district in
-- order until it has met enough of the few that are visible. Reads the same settings as the policies; the caller meets
-- the rows again under them.

create function ticket_ids_in_reach(most int)
returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  district int := app_district();
  territory text := app_territory();
  units uuid[] := app_units();
begin
  if not coalesce('ticket.read' = any(app_rights()), false) then return '{}'; end if;
  return array(select id from (
    (select id from ticket where district_id = district and territory is not null
       and grid_path ~>=~ territory and grid_path ~<~ (left(territory, -1) || '/') limit most)
    union
    (select id from ticket where units is not null and involved_unit_ids && units and district_id = district limit most)
  ) seen limit most);
end $$;
comment on function ticket_ids_in_reach(int) is 'Ids of the tickets the acting post can see, at most so many; ask ticket_count_in_reach first.';
revoke execute on function ticket_ids_in_reach(int) from public;
grant execute on function ticket_ids_in_reach(int) to lianxin_app;
