import { asSystem, rehearse } from '../../platform/db/attempt.ts'
import { marksOf, settings, type Admin, type How } from '../access/index.ts'
import { saveHours, saveYear, yearOf } from './change-calendar.ts'
import { enforce, lockDraft, saveClass } from './change-catalogue.ts'
import type { RuleDeps } from './dependants.ts'
import { classOf, yearSnapshot } from './snapshots.ts'
import { deleteClassRow, deleteDraft, deleteYear, lockVersion, readCalendarRows, type YearData } from './store.ts'
import { textKind } from './texts/keep-texts.ts'

const { notRestorable, recordChange } = settings

/** Takes a thing away that a change had made, with its line of the history. */
async function remove(
  { tx, by, now }: Admin,
  change: settings.StoredChange,
  how: How,
  act: () => Promise<void>,
): Promise<[]> {
  if (how.dryRun) await rehearse(tx, act)
  else {
    await act()
    const { kind, key, label, after } = change
    await recordChange(tx, by, { kind, key, label, before: after, after: null, ...marksOf(how) }, now)
  }
  return []
}

async function removeYear(admin: Admin, deps: RuleDeps, change: settings.StoredChange, how: How): Promise<[]> {
  const { tx, by } = admin
  const { districtId } = by
  const rows = await readCalendarRows(tx, districtId)
  const year = Number(change.key)
  const offset_ms = rows.utcOffset_minutes * 60_000
  const [from, to] = [Date.UTC(year, 0) - offset_ms, Date.UTC(year + 1, 0) - offset_ms - 1]
  const due = await asSystem(tx, () => deps.dependants.countDue(tx, districtId, from, to))
  if (due > 0)
    throw notRestorable(
      admin,
      `已有 ${due} 件在办事件的期限落在 ${year} 年，不能撤销该年，请直接修改。`,
      `${due} open tickets are due in ${year}; the year stays, edit it instead.`,
    )
  const known = yearOf(rows, year)
  const after = known ? yearSnapshot(known) : null
  return remove(admin, { ...change, after }, how, () => deleteYear(tx, districtId, year))
}

/** How classes, versions, years and working hours are taken back. */
export function ruleKinds(deps: RuleDeps): settings.RestoreKinds {
  const text = textKind(deps.books)
  const afterwards = (districtId: number): void => deps.books.forget(districtId)
  return {
    text,
    class: {
      right: 'catalogue.write',
      async restore(admin, change, how) {
        const [version = '', code = ''] = change.key.split('/')
        await lockDraft(admin.tx, admin.by.districtId, Number(version))
        if (change.before) return saveClass(admin, deps, Number(version), classOf(change.before), how)
        return remove(admin, change, how, () => deleteClassRow(admin.tx, admin.by.districtId, Number(version), code))
      },
      afterwards,
    },
    catalogue: {
      right: 'catalogue.write',
      async restore(admin, change, how) {
        const { tx, by } = admin
        const [what, draft] = change.key.split('/')
        if (what === 'draft') {
          await lockDraft(tx, by.districtId, Number(draft))
          return remove(admin, change, how, () => deleteDraft(tx, by.districtId, Number(draft)))
        }
        const version = Number(change.before?.['version'] ?? 0)
        if (!(await lockVersion(tx, by.districtId, version)))
          throw notRestorable(admin, '此前没有其他版本。', 'There was no version before.')
        return enforce(admin, deps, version, how)
      },
      afterwards,
    },
    calendar: {
      right: 'calendar.write',
      async restore(admin, change, how) {
        const { before } = change
        if (before === null) return removeYear(admin, deps, change, how)
        const exceptions = (before['exceptions'] ?? []) as YearData['exceptions']
        return saveYear(admin, deps, { year: Number(change.key), source: before['basis'] as string, exceptions }, how)
      },
      afterwards,
    },
    hours: {
      right: 'calendar.write',
      async restore(admin, { before }, how) {
        const hours = (before?.['hours'] ?? []) as { fromMinute: number; toMinute: number }[]
        if (hours.length === 0) throw notRestorable(admin, '此前没有设置工作时间。', 'No hours were set before.')
        return saveHours(admin, deps, hours, how)
      },
      afterwards,
    },
  }
}
