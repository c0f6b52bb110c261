-- A corrected day moves the dates of clocks that run across it: which dates are still to be computed again stands in the
-- row of the year, so that no crash between the correction and the last ticket leaves one behind.

alter table calendar_year add column replan_from timestamptz, add column replan_asked_at timestamptz;
comment on column calendar_year.replan_from is 'Beginning of the first changed day: open dates at or after it are to be computed again; empty when that is done.';
comment on column calendar_year.replan_asked_at is 'When that was asked for last.';
