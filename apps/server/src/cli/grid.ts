import { Command, Option } from 'commander'

import { activateAll, check, exportFile, importFile, type FileTask, type ImportOptions } from '../modules/grid/index.ts'
import { Refusal } from '../platform/refusal.ts'
import { terminalOf, type Terminal } from './terminal.ts'

/** Opens the database for one command and closes it afterwards. */
export type WithTask = <T>(work: (task: FileTask) => Promise<T>) => Promise<T>

const FORMAT = new Option('--format <format>', 'geojson, csv or xlsx; by the file name unless given').choices([
  'geojson',
  'csv',
  'xlsx',
])
/** Findings and faults printed; the rest is counted. */
const MOST = 20

interface Place {
  readonly kind: string
  readonly gridCodes: readonly string[]
  readonly area_m2: number
  readonly at: { readonly lon: number; readonly lat: number }
}

function printFindings(terminal: Terminal, findings: readonly Place[]): void {
  for (const { kind, area_m2, at, gridCodes } of findings.slice(0, MOST))
    terminal.line(`  ${kind}  ${area_m2} m²  ${at.lon.toFixed(6)},${at.lat.toFixed(6)}  ${gridCodes.join(' ')}`)
  if (findings.length > MOST) terminal.line(`  … ${findings.length - MOST}`)
}

async function runImport(
  task: FileTask,
  terminal: Terminal,
  path: string,
  options: ImportOptions & { readonly activate?: true },
): Promise<boolean> {
  const report = await importFile(task, path, options, (...step) => terminal.progress(...step))
  for (const { row, code, field, detail, at } of report.faults.slice(0, MOST))
    terminal.line(`  #${row} ${code} ${field}: ${detail}${at ? ` (${at.lon},${at.lat})` : ''}`)
  if (report.faults.length > 0) {
    terminal.line(`未导入，共 ${report.faults.length} 处问题 / nothing imported, ${report.faults.length} fault(s)`)
    return false
  }
  terminal.line(`新建 ${report.created}，变更 ${report.changed} / created ${report.created}, changed ${report.changed}`)
  const { repair } = report
  if (repair)
    terminal.line(
      `修整：插入 ${repair.inserted} 点、合并 ${repair.merged} 点，最大位移 ${repair.shift_m} m / ` +
        `repair: ${repair.inserted} inserted, ${repair.merged} merged, largest shift ${repair.shift_m} m`,
    )
  terminal.line(`覆盖问题 ${report.findings.length} 处 / ${report.findings.length} coverage finding(s)`)
  printFindings(terminal, report.findings)
  if (!options.activate || report.findings.length > 0) return report.findings.length === 0
  const { activated, retired } = await activateAll(task)
  terminal.line(`启用 ${activated}，停用 ${retired} / activated ${activated}, retired ${retired}`)
  return true
}

/** `lianxin grid import|export|check|activate`. The exit code is 1 where something is to be mended. */
export function gridCommand(withTask: WithTask, out: NodeJS.WriteStream = process.stdout): Command {
  const terminal = terminalOf(out)
  const finish = (good: boolean): void => {
    if (!good) process.exitCode = 1
  }
  const grid = new Command('grid').description('网格边界 / boundaries of grids')
  grid
    .command('import <file>')
    .description('导入为草稿 / import as drafts, all or nothing')
    .addOption(FORMAT)
    .addOption(
      new Option('--crs <crs>', 'coordinate system of the file')
        .choices(['WGS84', 'GCJ02', 'CGCS2000'])
        .default('WGS84'),
    )
    .option('--district-name <name>', 'name of the district; sets it up where it does not exist')
    .option('--activate', 'put the drafts in force where the coverage is seamless')
    .action(async (file: string, options: Parameters<typeof runImport>[3]) =>
      finish(await withTask((task) => runImport(task, terminal, file, options))),
    )
  grid
    .command('export <file>')
    .description('导出 / export')
    .addOption(FORMAT)
    .option('--level <level>', 'only this level', Number)
    .option('--under <path>', 'only this subtree, such as 1.4.')
    .action(async (file: string, options: Parameters<typeof exportFile>[2]) => {
      const grids = await withTask((task) => exportFile(task, file, options))
      terminal.line(`${grids} → ${file}`)
    })
  grid
    .command('check')
    .description('无缝覆盖检查 / check the seamless coverage')
    .action(async () => {
      const report = await withTask(check)
      terminal.line(
        `${report.grids} 个网格，${report.findings.length} 处问题，${report.took_ms} ms / ${report.grids} grids, ${report.findings.length} finding(s)`,
      )
      printFindings(terminal, report.findings)
      finish(report.findings.length === 0)
    })
  grid
    .command('activate')
    .description('启用草稿 / put the drafts in force')
    .action(async () => {
      try {
        const { activated, retired } = await withTask(activateAll)
        terminal.line(`启用 ${activated}，停用 ${retired} / activated ${activated}, retired ${retired}`)
      } catch (cause) {
        if (!(cause instanceof Refusal)) throw cause
        terminal.line(`未启用 / refused: ${cause.code} ${JSON.stringify(cause.params)}`)
        finish(false)
      }
    })
  return grid
}
