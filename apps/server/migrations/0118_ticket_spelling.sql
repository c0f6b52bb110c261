-- Tickets found by the pinyin and the initials of their titles.

alter table ticket add column search_spelling text[] not null default '{}';
comment on column ticket.search_spelling is 'Syllables of the title and its initials in pairs (marked ~), made by the application.';
create index ticket_by_spelling on ticket using gin (search_spelling);

create function ticket_ids_by_spelling(wanted text[], most int)
returns uuid[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array(select id from ticket where search_spelling @> wanted and district_id = app_district()
    order by reported_at desc limit most)
$$;
comment on function ticket_ids_by_spelling(text[], int) is 'Ids of tickets whose titles hold all syllables and pairs of initials, newest first.';
revoke execute on function ticket_ids_by_spelling(text[], int) from public;
grant execute on function ticket_ids_by_spelling(text[], int) to lianxin_app;
