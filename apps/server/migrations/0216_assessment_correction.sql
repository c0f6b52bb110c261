-- A correction takes over what was decided about the version it corrects, and says so; and one count of a draft at a time.

alter table assessment_mark add column taken_from int check (taken_from >= 1);
comment on column assessment_mark.taken_from is 'Version of the assessment in which it was first given, where a correction took it over; null where it was given in this one.';

alter table assessment add column counting_at timestamptz;
comment on column assessment.counting_at is 'When a count of it last was at work; null while nobody counts. Another count begins only where this is long ago.';
