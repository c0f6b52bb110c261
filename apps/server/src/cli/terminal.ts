import type { Lang } from '../platform/language.ts'
import { problemOf } from '../platform/problem.ts'
import { Refusal } from '../platform/refusal.ts'

const BAR = 24

/** Where a command writes. */
export interface Terminal {
  line(text: string): void
  /** A progress bar on a terminal, one line per step elsewhere. */
  progress(step: string, done: number, total: number): void
}

export function terminalOf(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): Terminal {
  let step = ''
  let drawn = false
  return {
    line(text) {
      if (drawn) out.write('\n')
      drawn = false
      out.write(`${text}\n`)
    },
    progress(now, done, total) {
      if (out.isTTY) {
        const full = total === 0 ? 0 : Math.round((done / total) * BAR)
        out.write(`\r${now.padEnd(9)} [${'#'.repeat(full)}${' '.repeat(BAR - full)}] ${done}/${total} `)
        drawn = true
      } else if (now !== step) out.write(`${now} …\n`)
      step = now
    },
  }
}

/** Places at fault that are printed; the rest is counted. */
const MOST = 20

/** What went wrong as lines for a terminal: a refusal with its remedy and the places at fault, else the message. */
export function explain(cause: unknown, lang: Lang): readonly string[] {
  if (cause instanceof Refusal) {
    const { title, detail, errors = [], code } = problemOf(cause, lang, '')
    const places = errors.slice(0, MOST).map((error) => `  ${error.pointer} ${error.detail}`)
    return [
      `${title} (${code}): ${detail}`,
      ...places,
      ...(errors.length > MOST ? [`  … ${errors.length - MOST}`] : []),
    ]
  }
  if (!(cause instanceof Error)) return [String(cause)]
  if ('code' in cause && cause.code === 'ENOENT' && 'path' in cause)
    return [`找不到文件 ${String(cause.path)} / there is no such file`]
  return [cause.message]
}
