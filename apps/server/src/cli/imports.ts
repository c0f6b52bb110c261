import { Command, InvalidArgumentError } from 'commander'
import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'

import { buildApp } from '../app.ts'
import { importDivisions } from '../modules/access/index.ts'
import { activateVersion, importCatalogueCsv, LAST_KNOWN_YEAR, seedCalendarYears } from '../modules/catalogue/index.ts'
import { systemClock } from '../platform/clock.ts'
import { systemScope } from '../platform/db/scope.ts'
import { createLogger } from '../platform/http.ts'
import type { Line, Task } from './task.ts'

/** The whole application without a port, for commands that go through its own doors. */
export async function withApp<T>(
  task: Task,
  work: (app: Awaited<ReturnType<typeof buildApp>>) => Promise<T>,
): Promise<T> {
  // whoever runs the command has the machine: no limit on how often it writes
  const config = { ...task.config, publicWrites_perMinute: 1_000_000, logLevel: 'error' } as const
  const app = await buildApp({
    config,
    logger: createLogger(config),
    clock: systemClock(config.clockOffset_ms),
    db: task.db,
    roles: new Set(['api']),
    migrations: task.migrations,
    pages: [],
  })
  try {
    return await work(app)
  } finally {
    await app.platform.stop()
  }
}

/** `lianxin units import`: columns code, name, and the code above as parentCode, streetCode or areaCode. */
export function unitsCommand({ withTask, terminal, lang }: Line): Command {
  const units = new Command('units').description('单位 / units')
  units
    .command('import <csv>')
    .description('导入行政区划为单位，全部或全不 / import divisions as units, all or nothing')
    .action(async (path: string) => {
      const records = parse<Record<string, string>>(await readFile(path), { columns: true, bom: true, trim: true })
      if (records[0] && !('code' in records[0] && 'name' in records[0]))
        throw new Error(`${path}: 缺少 code、name 列 / the columns code and name are needed`)
      const rows = records.map((row) => ({
        code: row['code'] ?? '',
        name: row['name'] ?? '',
        parentCode: row['parentCode'] || row['streetCode'] || row['areaCode'] || null,
      }))
      const counts = await withTask(({ db, districtId, now }) =>
        db.withScope(systemScope(districtId), (tx) => importDivisions(tx, { districtId }, rows, lang, now)),
      )
      const { created, changed, unchanged } = counts
      terminal.line(`新建 ${created}，变更 ${changed}，未变 ${unchanged} / ${created} created, ${changed} changed`)
    })
  return units
}

/** `lianxin catalogue import`: a draft, put in force where asked for. */
export function catalogueCommand({ withTask, terminal }: Line): Command {
  const catalogue = new Command('catalogue').description('类别目录 / the catalogue')
  catalogue
    .command('import <csv>')
    .description('导入为草稿版本 / import as a draft version')
    .option('--note <note>', '说明 / note', '')
    .option('--activate', '立即启用 / put it in force')
    .action(async (path: string, options: { readonly note: string; readonly activate?: true }) => {
      const csv = await readFile(path, 'utf8')
      const report = await withTask(({ db, districtId }) =>
        db.withScope(systemScope(districtId), async (tx) => {
          const imported = await importCatalogueCsv(tx, districtId, csv, options.note)
          if (options.activate) await activateVersion(tx, districtId, imported.version)
          return imported
        }),
      )
      for (const { row, field, detail } of report.warnings) terminal.line(`  #${row} ${field}: ${detail}`)
      const state = options.activate ? '已启用 / in force' : '草稿 / draft'
      terminal.line(`第 ${report.version} 版，${report.classes} 类 / version ${report.version}, ${state}`)
    })
  return catalogue
}

function yearOf(text: string): number {
  const year = Number(text)
  if (!Number.isInteger(year)) throw new InvalidArgumentError(`${text} 不是年份 / is no year`)
  if (year > LAST_KNOWN_YEAR)
    throw new InvalidArgumentError(
      `${text} 年的放假安排尚未收录（至 ${LAST_KNOWN_YEAR} 年），请在管理页面录入 / not known yet, enter it on the administration page`,
    )
  return year
}

/** `lianxin calendar import`: a year of published holidays; tickets that waited for it get their dates. */
export function calendarCommand({ withTask, terminal }: Line): Command {
  const calendar = new Command('calendar').description('工作日历 / the working calendar')
  calendar
    .command('import')
    .argument('<year>', '年份 / year', yearOf)
    .description('录入已公布的节假日与调休 / enter published holidays and make-up workdays')
    .action(async (year: number) => {
      const replanned = await withTask(async (task) => {
        await task.db.withScope(systemScope(task.districtId), (tx) => seedCalendarYears(tx, task.districtId, [year]))
        return withApp(task, ({ replan }) => replan(task.now))
      })
      terminal.line(`${year} ✓ 补算期限 ${replanned} 件 / ${replanned} ticket(s) got their date`)
    })
  return calendar
}
