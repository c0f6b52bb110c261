-- The settings that row-level security reads. They are set with BEGIN for each request (see platform/db).
-- Policies read settings only and never ask another table, so that they hold on a distributed database too.

create function app_district() returns int language sql stable parallel safe
  as $$ select nullif(current_setting('app.district', true), '')::int $$;
comment on function app_district() is 'District of the request; null sees nothing.';

create function app_territory() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.territory', true), '') $$;
comment on function app_territory() is 'Path prefix of the grid subtree the acting post may see; null for departments.';

create function app_units() returns uuid[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[] $$;
comment on function app_units() is 'Units the acting post answers for (its own and those below it in its line).';

create function app_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
comment on function app_person() is 'Person of the request, for rows that belong to one person.';

create function app_follow() returns bytea language sql stable parallel safe
  as $$ select decode(nullif(current_setting('app.follow', true), ''), 'hex') $$;
comment on function app_follow() is 'SHA-256 of the follow token a reporter presented; opens exactly one ticket.';

create function app_system() returns boolean language sql stable parallel safe
  as $$ select current_setting('app.system', true) = '1' $$;
comment on function app_system() is 'True for rules that act by themselves: intake, timers, import.';

create function app_rights() returns text[] language sql stable parallel safe
  as $$ select string_to_array(current_setting('app.rights', true), ',') $$;
comment on function app_rights() is 'Permissions of the acting post.';

create function app_ticket() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.ticket', true), '')::uuid $$;
comment on function app_ticket() is 'Ticket opened in this transaction: set by the very select that saw its row under row-level security.';
