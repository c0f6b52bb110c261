-- Inquiries open with their ticket, as its steps and photos do: a unit that passed the matter up sees what another one
-- asked about it, also where the place lies outside of its own grids.

drop policy inquiry_read on inquiry;
create policy inquiry_read on inquiry for select to lianxin_app
  using (district_id = app_district() and (app_system() or ('inquiry.read' = any(app_rights())
    and (starts_with(grid_path, app_territory()) or unit_ids && app_units() or ticket_id = app_ticket()))));
