-- Likely classes of a matter that is being written down: what the newest reports with like words were, what is common in
-- this grid, what is common in the district. Who may report may ask (a volunteer sees no tickets), so the counting is
-- done here and gives codes and numbers only. Each looks at so many newest tickets and no more.

create index ticket_classified_by_grid on ticket (district_id, grid_id, reported_at desc) where class_code is not null;

create function ticket_classes_alike(wanted text[], newest int)
returns table (class_code text, alike double precision) language sql stable security definer
set search_path = pg_catalog, public as $$
  select recent.class_code, sum(recent.shared ^ 2)::double precision
  from (
    select t.class_code,
      (select count(*) from unnest(t.search_bigrams) pair where pair = any(wanted))::double precision
        / cardinality(wanted) as shared
    from (
      select class_code, search_bigrams from ticket
      where district_id = app_district() and 'ticket.report' = any(app_rights())
      order by reported_at desc, id limit newest) t
    where t.class_code is not null and t.search_bigrams && wanted) recent
  where recent.shared >= 0.25
  group by recent.class_code
$$;
comment on function ticket_classes_alike(text[], int) is 'Classes of the newest tickets that share at least a quarter of the pairs of characters, with the sum of the squared shares.';

create function ticket_classes_common(grid uuid, newest int)
returns table (class_code text, uses int) language plpgsql stable security definer
set search_path = pg_catalog, public as $$
begin
  if not coalesce('ticket.report' = any(app_rights()), false) then return; end if;
  if grid is null then
    return query select t.class_code, count(*)::int from (
      select ticket.class_code from ticket where district_id = app_district()
      order by reported_at desc, id limit newest) t
    where t.class_code is not null group by t.class_code;
  else
    return query select t.class_code, count(*)::int from (
      select ticket.class_code from ticket
      where district_id = app_district() and grid_id = grid and ticket.class_code is not null
      order by reported_at desc limit newest) t
    group by t.class_code;
  end if;
end $$;
comment on function ticket_classes_common(uuid, int) is 'How often each class occurs among the newest tickets of a grid, or of the district where none is given.';

revoke execute on function ticket_classes_alike(text[], int), ticket_classes_common(uuid, int) from public;
grant execute on function ticket_classes_alike(text[], int), ticket_classes_common(uuid, int) to lianxin_app;
