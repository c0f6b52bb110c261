-- Searching by words answers for the district of the request only, whatever number is asked for.

create or replace function ticket_ids_by_bigrams(district int, wanted text[], in_open_only boolean, most int)
returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if district is distinct from app_district() then return '{}'; end if;
  if in_open_only then
    return array(select id from ticket where search_bigrams @> wanted and closed_at is null and district_id = district
                 order by reported_at desc limit most);
  end if;
  return array(select id from ticket where search_bigrams @> wanted and district_id = district
               order by reported_at desc limit most);
end $$;

create or replace function ticket_ids_alike(district int, wanted text[], since timestamptz, most int)
returns uuid[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array(
    select id from (
      select id, (select count(*) from unnest(search_bigrams) b where b = any(wanted)) as shared
      from ticket
      where district_id = app_district() and district = app_district()
        and search_bigrams && wanted and closed_at is null and reported_at >= since
      order by shared desc, id limit most) alike)
$$;
