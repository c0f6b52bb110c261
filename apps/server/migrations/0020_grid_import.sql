-- Imports of boundaries, outlines made from children, and boundaries replaced on the day they came into force.

create table grid_import (
  district_id int not null references district,
  id uuid not null,
  filename text not null,
  format text not null check (format in ('geojson', 'csv', 'xlsx')),
  crs text not null check (crs in ('WGS84', 'GCJ02', 'CGCS2000')),
  state text not null default 'running' check (state in ('running', 'imported', 'refused', 'failed')),
  step text not null default 'read' check (step in ('read', 'convert', 'validate', 'repair', 'coverage', 'write', 'done')),
  done int not null default 0,
  total int not null default 0,
  created int not null default 0,
  changed int not null default 0,
  faults jsonb not null default '[]',
  findings jsonb not null default '[]',
  repair jsonb,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  started_by uuid,
  primary key (district_id, id)
);
comment on table grid_import is 'Imports of boundaries: progress and result. The file itself is not kept.';
comment on column grid_import.district_id is 'District, distribution column.';
comment on column grid_import.id is 'Client-made id; the same id is the same import.';
comment on column grid_import.filename is 'Name of the file as given.';
comment on column grid_import.format is 'geojson, csv or xlsx.';
comment on column grid_import.crs is 'Coordinate system the file was said to be in; everything is stored as WGS 84.';
comment on column grid_import.state is 'running, imported, refused (faults, nothing written), failed (interrupted or our fault, nothing written).';
comment on column grid_import.step is 'Step it is in or ended in.';
comment on column grid_import.done is 'Rows done in this step.';
comment on column grid_import.total is 'Rows of this step.';
comment on column grid_import.created is 'New grids written.';
comment on column grid_import.changed is 'Known grids that got a draft or new particulars.';
comment on column grid_import.faults is 'What is wrong with the file, row by row, in both languages.';
comment on column grid_import.findings is 'Coverage of what would be in force with the drafts; the largest 500 places.';
comment on column grid_import.repair is 'What was moved so that neighbours share corners: counts and the largest shift in metres.';
comment on column grid_import.started_at is 'When it began.';
comment on column grid_import.changed_at is 'Last sign of life; a running import without one for two minutes was interrupted.';
comment on column grid_import.started_by is 'Person; null for the command line.';

grant select, insert, update on grid_import to lianxin_app;
alter table grid_import enable row level security;
create policy grid_import_scope on grid_import to lianxin_app
  using (district_id = app_district() and (app_system() or 'grid.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'grid.write' = any(app_rights())));

alter table grid_version add column derived boolean not null default false;
comment on column grid_version.derived is 'True where nobody drew it: the outline of the grids below, made anew at each activation.';

-- A boundary may be replaced on the very day it came into force; it then held for no whole day, and its tickets keep it.
alter table grid_version drop constraint grid_version_dates_ordered;
alter table grid_version add constraint grid_version_dates_ordered check (valid_to is null or valid_to >= valid_from);

create index grid_version_in_use on grid_version (district_id, status, grid_id) where status <> 'retired';
create unique index grid_version_one_draft on grid_version (district_id, grid_id) where status = 'draft';

create table grid_revision (
  district_id int not null references district,
  revision int not null,
  primary key (district_id)
);
comment on table grid_revision is 'Counts changes of the grids of a district, so that processes know when to read them anew.';
comment on column grid_revision.district_id is 'District, distribution column.';
comment on column grid_revision.revision is 'Goes up by one with every import and activation.';
grant select, insert, update on grid_revision to lianxin_app;
alter table grid_revision enable row level security;
create policy grid_revision_scope on grid_revision to lianxin_app
  using (district_id = app_district() and (app_system() or 'grid.write' = any(app_rights())))
  with check (district_id = app_district() and (app_system() or 'grid.write' = any(app_rights())));
