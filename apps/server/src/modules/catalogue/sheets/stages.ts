import { SETTING_VALUES, type ClassView } from '@lianxin/contract'

type Stage = ClassView['stages'][number]
type Unit = Stage['limit']['unit']

/** Words of the units, longest first: “working days” before “days”. */
const UNITS = Object.entries(SETTING_VALUES.limitUnit)
  .flatMap(([unit, words]) => [unit, ...words].map((word) => [word.toLowerCase(), unit as Unit] as const))
  .sort(([a], [b]) => b.length - a.length)

/** Name of the only stage where none is written. */
const ONLY = '处置'

function readStage(part: string): Stage | undefined {
  const [, name = '', digits = '', rest = ''] = /^(\D*?)\s*(\d+(?:\.\d+)?)\s*(\D+)$/.exec(part) ?? []
  const unit = UNITS.find(([word]) => rest.trim().toLowerCase() === word)?.[1]
  return unit && { name: name.trim() || ONLY, limit: { amount: Number(digits), unit } }
}

/** Reads `停工 4 工作时 / 拆除 20 工作日`; undefined where a part is not understood. */
export function readStages(text: string): readonly Stage[] | undefined {
  const stages: Stage[] = []
  for (const part of text.split(/[/／]/)) {
    const stage = readStage(part.trim())
    if (!stage || stage.name.length > 40) return undefined
    stages.push(stage)
  }
  return stages.length <= 9 ? stages : undefined
}
