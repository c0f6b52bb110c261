-- The grid tree, its versions, loads and staffing.

create table grid (
  district_id int not null references district,
  id uuid not null,
  parent_id uuid,
  node int not null,
  path text not null,
  level int not null check (level between 0 and 9),
  kind text not null check (kind in ('area', 'base', 'micro', 'dedicated', 'unit')),
  setting text not null default 'urban' check (setting in ('urban', 'rural', 'mixed')),
  code text not null,
  name text not null,
  households int check (households >= 0),
  valid_from date not null,
  valid_to date,
  primary key (district_id, id),
  constraint grid_code_unique unique (district_id, code, valid_from),
  constraint grid_path_unique unique (district_id, path),
  constraint grid_node_unique unique (district_id, node),
  foreign key (district_id, parent_id) references grid (district_id, id),
  constraint grid_dates_ordered check (valid_to is null or valid_to > valid_from)
);
create index grid_by_parent on grid (district_id, parent_id);
create index grid_by_path on grid (district_id, path text_pattern_ops);
comment on table grid is 'A node of the grid tree, from district down to micro-grid. Reference table.';
comment on column grid.district_id is 'District, distribution column.';
comment on column grid.id is 'Grid id, UUIDv7; stays when the boundary changes.';
comment on column grid.parent_id is 'Grid above; null for the district.';
comment on column grid.node is 'Small number of the node within the district, part of the path.';
comment on column grid.path is 'Materialised path of node numbers, e.g. 1.4.17.203.; a subtree is a prefix.';
comment on column grid.level is '0 district … 3 base grid, 4 micro-grid; names per district.';
comment on column grid.kind is 'area for levels above the base grid; base, micro, dedicated 专属, unit 单元网格.';
comment on column grid.setting is 'urban, rural, or mixed for areas that hold both.';
comment on column grid.code is '6, 9, 12, 15 or 17 digits, see packages/domain/src/grid.';
comment on column grid.name is 'Chinese name.';
comment on column grid.households is 'Load in households; 300-500 is the usual range of an urban base grid.';
comment on column grid.valid_from is 'First day.';
comment on column grid.valid_to is 'First day no longer valid; null while open.';

create table grid_version (
  district_id int not null references district,
  id uuid not null,
  grid_id uuid not null,
  status text not null default 'draft' check (status in ('draft', 'active', 'retired')),
  valid_from date not null,
  valid_to date,
  polygon jsonb not null,
  area_m2 double precision not null,
  north text not null default '',
  east text not null default '',
  south text not null default '',
  west text not null default '',
  source text not null default '',
  created_at timestamptz not null default now(),
  created_by uuid,
  primary key (district_id, id),
  foreign key (district_id, grid_id) references grid (district_id, id),
  constraint grid_version_dates_ordered check (valid_to is null or valid_to > valid_from)
);
create unique index grid_version_one_active on grid_version (district_id, grid_id) where status = 'active';
create index grid_version_by_grid on grid_version (district_id, grid_id, valid_from);
comment on table grid_version is 'A boundary of a grid for a time; a changed boundary is a new version and old tickets keep theirs.';
comment on column grid_version.district_id is 'District, distribution column.';
comment on column grid_version.id is 'Version id, UUIDv7.';
comment on column grid_version.grid_id is 'Whose boundary.';
comment on column grid_version.status is 'draft until the coverage check passed, active, retired.';
comment on column grid_version.valid_from is 'First day.';
comment on column grid_version.valid_to is 'First day no longer valid; null while open.';
comment on column grid_version.polygon is 'GeoJSON MultiPolygon coordinates, WGS 84 degrees on a 1e-7 lattice.';
comment on column grid_version.area_m2 is 'Area on the sphere, square metres.';
comment on column grid_version.north is 'Northern boundary in words (四至).';
comment on column grid_version.east is 'Eastern boundary in words.';
comment on column grid_version.south is 'Southern boundary in words.';
comment on column grid_version.west is 'Western boundary in words.';
comment on column grid_version.source is 'Import or edit it comes from, with the coordinate system converted from.';
comment on column grid_version.created_at is 'When it was written.';
comment on column grid_version.created_by is 'Person who wrote it; null for the command line.';

create table grid_staff (
  district_id int not null references district,
  id uuid not null,
  grid_id uuid not null,
  person_id uuid not null,
  duty text not null check (duty in ('gridLeader', 'fullTimeGridWorker', 'partTimeGridWorker', 'liaisonOfficer', 'buildingLeader', 'courtyardLeader', 'gridPartyLead', 'secondedStaff', 'departmentStaff', 'assistant', 'gridVolunteer')),
  valid_from date not null,
  valid_to date,
  primary key (district_id, id),
  foreign key (district_id, grid_id) references grid (district_id, id),
  foreign key (district_id, person_id) references person (district_id, id),
  constraint grid_staff_dates_ordered check (valid_to is null or valid_to > valid_from)
);
create index grid_staff_by_grid on grid_staff (district_id, grid_id);
create index grid_staff_by_person on grid_staff (district_id, person_id);
comment on table grid_staff is 'Who works in a grid in which duty, with dates (functions 8-13, 18, 19).';
comment on column grid_staff.district_id is 'District, distribution column.';
comment on column grid_staff.id is 'Assignment id, UUIDv7.';
comment on column grid_staff.grid_id is 'Where.';
comment on column grid_staff.person_id is 'Who.';
comment on column grid_staff.duty is 'Duty in the grid; an organisation role only.';
comment on column grid_staff.valid_from is 'First day.';
comment on column grid_staff.valid_to is 'First day no longer in duty; null while open.';

create table place_code (
  district_id int not null references district,
  code text not null,
  grid_id uuid not null,
  name text not null,
  address text not null,
  lon double precision,
  lat double precision,
  primary key (district_id, code),
  foreign key (district_id, grid_id) references grid (district_id, id)
);
comment on table place_code is 'QR code of a building or a grid; pre-fills the place of a report.';
comment on column place_code.district_id is 'District, distribution column.';
comment on column place_code.code is 'Short code printed below the QR picture.';
comment on column place_code.grid_id is 'Grid it lies in.';
comment on column place_code.name is 'Name of the building or grid.';
comment on column place_code.address is 'Address without a room.';
comment on column place_code.lon is 'Longitude, WGS 84 degrees; null for a whole grid.';
comment on column place_code.lat is 'Latitude, WGS 84 degrees; null for a whole grid.';
