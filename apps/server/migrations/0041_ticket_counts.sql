-- How many tickets a narrow post can see at all, counted over the indexes instead of over the whole table. It reads the
-- same settings as the policies, so that it says no more than counting the rows one by one would.

create function ticket_count_in_reach(most int)
returns int language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  district int := app_district();
  territory text := app_territory();
  units uuid[] := app_units();
begin
  if not coalesce('ticket.read' = any(app_rights()), false) then return 0; end if;
  return (select count(*) from (
    (select id from ticket where district_id = district and territory is not null
       and grid_path ~>=~ territory and grid_path ~<~ (left(territory, -1) || '/') limit most)
    union
    (select id from ticket where units is not null and involved_unit_ids && units and district_id = district limit most)
    limit most) seen);
end $$;
comment on function ticket_count_in_reach(int) is 'Number of tickets the acting post can see, at most so many.';
revoke execute on function ticket_count_in_reach(int) from public;
grant execute on function ticket_count_in_reach(int) to lianxin_app;
