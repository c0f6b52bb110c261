import type { VisitPlanView } from '@lianxin/contract'
import type { VisitCondition } from '@lianxin/domain'
import type { ReactElement } from 'react'

import { useWords } from '../i18n/use-lang.ts'
import { Shape, type ShapeName } from './shapes.tsx'
import type { Tone } from './tags.tsx'

const LOOKS = {
  overdue: ['bad', 'overdue'],
  due: ['warn', 'nearDue'],
  later: ['plain', 'running'],
  resting: ['plain', 'paused'],
  ended: ['plain', 'stopped'],
} as const satisfies Record<VisitCondition, readonly [Tone, ShapeName]>

/** When a place is to be visited, as shape and words; colour only adds to them. */
export function VisitTag({ plan }: { readonly plan: Pick<VisitPlanView, 'condition' | 'dueIn_days'> }): ReactElement {
  const t = useWords()
  const [tone, shape] = LOOKS[plan.condition]
  const strong = tone === 'plain' ? '' : ' lx-tag-strong'
  return (
    <span className={`lx-tag lx-tag-${tone}${strong}`}>
      <Shape name={shape} />
      {t(`visit.condition.${plan.condition}`, { n: Math.abs(plan.dueIn_days ?? 0) })}
    </span>
  )
}
