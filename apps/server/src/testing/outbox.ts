import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { madeUp, MIGRATIONS } from './database.ts'

/** The product's outbox table alone, for tests of the platform. */
export function outboxMigration(): ReturnType<typeof madeUp> {
  const scope = readFileSync(join(MIGRATIONS, '0001_scope.sql'), 'utf8')
  const outbox = readFileSync(join(MIGRATIONS, '0006_live.sql'), 'utf8')
  return madeUp(
    1,
    `${scope}\n${outbox}\ngrant insert on outbox to lianxin_app;
     alter table outbox enable row level security;
     create policy outbox_insert on outbox for insert to lianxin_app with check (district_id = app_district());`,
  )
}
