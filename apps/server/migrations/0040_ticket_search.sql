-- Finding tickets by words without an extension, by list, and the marks that lists need.

alter table ticket
  add column search_bigrams text[] not null default '{}',
  add column reopen_count int not null default 0,
  add column originally_at timestamptz,
  add column external_number text;
comment on column ticket.search_bigrams is 'Pairs of neighbouring characters of title, address and the beginning of the text, made by the application.';
comment on column ticket.reopen_count is 'How often the reporter had it reopened.';
comment on column ticket.originally_at is 'When the matter was first written down in another system; null when it came here first.';
comment on column ticket.external_number is 'Number in that other system.';

create index ticket_search_all on ticket using gin (search_bigrams);
create index ticket_search_open on ticket using gin (search_bigrams) where closed_at is null;
create index ticket_open_due_order on ticket (district_id, (coalesce(due_at, 'infinity'::timestamptz)), id) where closed_at is null;
create index ticket_open_by_state on ticket (district_id, state, (coalesce(due_at, 'infinity'::timestamptz)), id) where closed_at is null;
create index ticket_open_by_path on ticket (district_id, grid_path text_pattern_ops) where closed_at is null;
create index ticket_by_approval on ticket (district_id, changed_at) where pending_kind is not null;
create index ticket_by_reopened on ticket (district_id, reopen_count) where closed_at is null and reopen_count > 0;
create index ticket_unlocated on ticket (district_id, reported_at) where closed_at is null and grid_id is null;
create index ticket_waiting_for_calendar on ticket (district_id, calendar_missing_year) where calendar_missing_year is not null;
drop index ticket_open_by_due;

-- A row that this transaction has opened stays in its sight when the command moves it elsewhere (relocated, reassigned):
-- an update is held against the policy for reading too. app.ticket is set by the very select that saw the row.
alter policy ticket_scope on ticket
  using (district_id = app_district() and (
    app_system()
    or id = app_ticket()
    or ('ticket.read' = any(app_rights()) and (starts_with(grid_path, app_territory()) or involved_unit_ids && app_units()))
    or follow_hash = app_follow()));

-- Under row-level security an index is not asked for operators that might leak. This gives ids only, and the caller
-- meets them again under the policies of the table.
create function ticket_ids_by_bigrams(district int, wanted text[], in_open_only boolean, most int)
returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if in_open_only then
    return array(select id from ticket where search_bigrams @> wanted and closed_at is null and district_id = district
                 order by reported_at desc limit most);
  end if;
  return array(select id from ticket where search_bigrams @> wanted and district_id = district
               order by reported_at desc limit most);
end $$;
comment on function ticket_ids_by_bigrams(int, text[], boolean, int) is 'Ids of tickets that hold all pairs of characters, newest first.';

create function ticket_ids_alike(district int, wanted text[], since timestamptz, most int)
returns uuid[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array(
    select id from (
      select id, (select count(*) from unnest(search_bigrams) b where b = any(wanted)) as shared
      from ticket
      where search_bigrams && wanted and closed_at is null and district_id = district and reported_at >= since
      order by shared desc, id limit most) alike)
$$;
comment on function ticket_ids_alike(int, text[], timestamptz, int) is 'Ids of open tickets that share the most pairs of characters.';

revoke execute on function ticket_ids_by_bigrams(int, text[], boolean, int), ticket_ids_alike(int, text[], timestamptz, int) from public;
grant execute on function ticket_ids_by_bigrams(int, text[], boolean, int), ticket_ids_alike(int, text[], timestamptz, int) to lianxin_app;
