-- Grants and row-level security for the application's role. It owns nothing and cannot change history.

grant usage on schema public to lianxin_app;
grant usage on sequence ticket_serial to lianxin_app;

grant select, insert, update on district, unit, person, account, post, one_time_link, session, duty_shift,
  grid, grid_version, grid_staff, place_code, catalogue_version, catalogue_class, calendar_year, ticket,
  ticket_reporter, photo to lianxin_app;
grant select, insert, update, delete on calendar_exception, working_hours, duty_shift, grid_version, grid_staff,
  catalogue_class to lianxin_app;
grant select, insert on ticket_step, trace to lianxin_app;
grant select, insert, delete on outbox to lianxin_app;

-- Tables that everybody signed in may read within the district; who may write is a right of the post.
do $$
declare
  t text;
  write_right text;
begin
  for t, write_right in values
    ('unit', 'organisation.write'), ('person', 'organisation.write'), ('post', 'organisation.write'),
    ('duty_shift', 'duty.write'),
    ('grid', 'grid.write'), ('grid_version', 'grid.write'), ('grid_staff', 'staffing.write'), ('place_code', 'grid.write'),
    ('catalogue_version', 'catalogue.write'), ('catalogue_class', 'catalogue.write'),
    ('calendar_year', 'calendar.write'), ('calendar_exception', 'calendar.write'), ('working_hours', 'calendar.write')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to lianxin_app using (district_id = app_district())', t || '_read', t);
    execute format(
      'create policy %I on %I to lianxin_app using (district_id = app_district() and (app_system() or %L = any(app_rights()))) with check (district_id = app_district() and (app_system() or %L = any(app_rights())))',
      t || '_write', t, write_right, write_right);
  end loop;
end $$;

alter table district enable row level security;
create policy district_read on district for select to lianxin_app using (true);
create policy district_write on district to lianxin_app
  using (district_id = app_district() and (app_system() or 'calendar.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'calendar.write' = any(app_rights())));

-- Sign-in data: only the sign-in itself (system) and security administration.
do $$
declare t text;
begin
  foreach t in array array['account', 'one_time_link', 'session'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy %I on %I to lianxin_app using (district_id = app_district() and (app_system() or ''account.write'' = any(app_rights()))) with check (district_id = app_district() and (app_system() or ''account.write'' = any(app_rights())))',
      t || '_all', t);
  end loop;
end $$;

alter table trace enable row level security;
create policy trace_insert on trace for insert to lianxin_app with check (district_id = app_district());
create policy trace_read on trace for select to lianxin_app
  using (district_id = app_district() and (app_system() or 'audit.read' = any(app_rights()) or person_id = app_person()));

-- Tickets: grid subtree, involved unit, or the reporter's own token.
alter table ticket enable row level security;
create policy ticket_scope on ticket to lianxin_app
  using (district_id = app_district() and (
    app_system()
    or ('ticket.read' = any(app_rights()) and (starts_with(grid_path, app_territory()) or involved_unit_ids && app_units()))
    or follow_hash = app_follow()))
  with check (district_id = app_district());

-- What hangs on a ticket opens with it (see app_ticket); a row moved out of one's area may still be written.
do $$
declare t text;
begin
  foreach t in array array['ticket_step', 'photo'] loop
    execute format('alter table %I enable row level security', t);
    execute format(
      'create policy %I on %I to lianxin_app using (district_id = app_district() and (app_system() or ticket_id = app_ticket())) with check (district_id = app_district() and (app_system() or ticket_id = app_ticket()))',
      t || '_scope', t);
  end loop;
end $$;

alter table ticket_reporter enable row level security;
create policy ticket_reporter_insert on ticket_reporter for insert to lianxin_app
  with check (district_id = app_district() and (app_system() or ticket_id = app_ticket()));
create policy ticket_reporter_read on ticket_reporter for select to lianxin_app
  using (district_id = app_district() and (app_system() or (ticket_id = app_ticket() and 'reporter.read' = any(app_rights()))));
create policy ticket_reporter_update on ticket_reporter for update to lianxin_app
  using (district_id = app_district() and app_system());

-- The outbox is written within the scope of the request and read by the live reader of each process.
alter table outbox enable row level security;
create policy outbox_insert on outbox for insert to lianxin_app with check (district_id = app_district() or app_system());
create policy outbox_read on outbox for select to lianxin_app using (app_system());
create policy outbox_delete on outbox for delete to lianxin_app using (app_system());
