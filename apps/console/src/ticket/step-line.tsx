import type { StepView } from '@lianxin/contract'
import { formatWorkingLeft, StateTag, stepKey, useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

import { timeOfDay } from '../app/time.ts'
import type { ReadStep } from './timeline-days.ts'

/** Facts of a step that a reader understands, in the order in which they are read. */
const TEXT_FACTS = ['publicReply', 'reason', 'text', 'comment'] as const
const NAME_FACTS = [
  'fromName',
  'toName',
  'from',
  'to',
  'unit',
  'unitName',
  'class',
  'className',
  'gridName',
  'intoNumber',
] as const

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function nameOf(value: unknown, english: boolean): string | null {
  if (isText(value)) return value
  if (typeof value !== 'object' || value === null) return null
  for (const key of [...(english ? ['nameEn', 'en'] : []), 'name', 'zh', 'minor', 'number']) {
    const part: unknown = Reflect.get(value, key)
    if (isText(part)) return part
  }
  return null
}

/** How long a unit held it, in working time: no sign, no "left". */
export function useHeld(): (ms: number) => string {
  const { t } = useTranslation()
  return (ms) =>
    formatWorkingLeft(Math.max(0, ms), (key, values) => t(`held.${key.slice('left.'.length)}`, values ?? {}))
}

/** Names that a step speaks of, without those that the line says anyway. */
function namesOf({ step, fromName }: ReadStep, english: boolean): readonly string[] {
  const names = NAME_FACTS.flatMap((name) => {
    const fact = step.facts[name]
    // A pause tells from which state it came; a reader of the line above knows, and a code is no word.
    if (name === 'from' && isText(fact)) return []
    const text = nameOf(fact, english)
    return text === null || text === step.holderName || text === fromName ? [] : [text]
  })
  return [...new Set(names)]
}

/** Who did it: unit and person of staff, else the reporter or the system. */
export function useActor(): (actor: StepView['actor']) => string {
  const { t } = useTranslation()
  return (actor) => [actor.unitName, actor.personName].filter(isText).join(' · ') || t(`actor.${actor.kind}`)
}

/** What a correction took back, in the words of the steps. */
function TakenBack({ step }: { readonly step: StepView }) {
  const { t } = useTranslation()
  const kinds = step.facts['kinds']
  if (step.kind !== 'undone' || !Array.isArray(kinds)) return null
  const words = kinds.filter(isText).map((kind) => t(stepKey(kind)))
  return <p className="lc-step-text">{t('undo.takenBack', { steps: words.join(t('undo.and')) })}</p>
}

/** Levels that were left out on the way up, because nobody works there. */
function LeftOut({ step }: { readonly step: StepView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { skipped } = step.facts
  if (!Array.isArray(skipped)) return null
  // Steps of before name only the grid.
  const names = skipped.flatMap((one: { readonly unitId?: unknown }) => nameOf(one.unitId, language === 'en') ?? [])
  return names.length === 0 ? null : (
    <p className="lc-step-text">{t('timeline.leftOut', { units: names.join(t('undo.and')) })}</p>
  )
}

interface LineProps {
  readonly read: ReadStep
  readonly isNew: boolean
  /** Nothing came after it. */
  readonly isLast: boolean
}

/** One step: what, when, who; who held it then and for how long in working time; how it stood after it. */
export function StepLine({ read, isNew, isLast }: LineProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const held = useHeld()
  const who = useActor()
  const { step, fromName, isHandOver } = read
  const names = namesOf(read, language === 'en')
  const handedOver = isHandOver && fromName !== null
  const holding = handedOver
    ? t('timeline.handedOver', { from: fromName, to: step.holderName })
    : step.holderName === step.actor.unitName
      ? ''
      : t('timeline.heldBy', { unit: step.holderName })
  return (
    <li className="lc-step" data-kind={step.kind} data-new={isNew} data-handover={isHandOver}>
      <span className="lc-step-dot" aria-hidden />
      <p className="lc-step-head">
        <strong>{t(stepKey(step.kind))}</strong>
        {names.length > 0 && <span>{names.join(' → ')}</span>}
        <StateTag state={step.state} />
        {step.facts['cause'] === 'recheck' && (
          <span className="lx-tag lx-tag-warn">{t('inspections.refutedHere')}</span>
        )}
        {isNew && <span className="lx-tag lx-tag-info lc-new">{t('seen.new')}</span>}
        <time dateTime={step.at}>{timeOfDay(step.at)}</time>
      </p>
      <p className="lc-soft">
        {[
          who(step.actor),
          holding,
          step.heldWorking_ms === null ? '' : held(step.heldWorking_ms),
          isLast && handedOver && step.heldWorking_ms === null ? t('timeline.stillHolds') : '',
        ]
          .filter(isText)
          .join(' · ')}
      </p>
      <TakenBack step={step} />
      <LeftOut step={step} />
      {TEXT_FACTS.map((name) => {
        const text = step.facts[name]
        return isText(text) ? (
          <p key={name} className="lc-step-text" data-public={name === 'publicReply'}>
            {name === 'publicReply' && <span className="lx-tag lx-tag-good">{t('timeline.public')}</span>} {text}
          </p>
        ) : null
      })}
    </li>
  )
}
