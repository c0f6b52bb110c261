import type { StepView, TicketDetail } from '@lianxin/contract'
import { formatInstant, formatWorkingLeft, stepKey, useLang } from '@lianxin/ui'
import { useTranslation } from 'react-i18next'

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

function nameOf(value: unknown): string | null {
  if (isText(value)) return value
  if (typeof value !== 'object' || value === null) return null
  for (const key of ['name', 'zh', 'minor', 'number']) {
    const part: unknown = Reflect.get(value, key)
    if (isText(part)) return part
  }
  return null
}

/** How long a unit held it, in working time: no sign, no "left". */
function useHeld(): (ms: number) => string {
  const { t } = useTranslation()
  return (ms) =>
    formatWorkingLeft(Math.max(0, ms), (key, values) => t(`held.${key.slice('left.'.length)}`, values ?? {}))
}

/** What a correction took back, in the words of the steps. */
function TakenBack({ step }: { readonly step: StepView }) {
  const { t } = useTranslation()
  const kinds = step.facts['kinds']
  if (step.kind !== 'undone' || !Array.isArray(kinds)) return null
  const words = kinds.filter(isText).map((kind) => t(stepKey(kind)))
  return <p className="lc-step-text">{t('undo.takenBack', { steps: words.join(t('undo.and')) })}</p>
}

function StepLine({ step }: { readonly step: StepView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const held = useHeld()
  const who = [step.actor.unitName, step.actor.personName].filter(isText).join(' · ') || t(`actor.${step.actor.kind}`)
  const names = NAME_FACTS.flatMap((name) => {
    const fact = step.facts[name]
    // A pause tells from which state it came; a reader of the line above knows, and a code is no word.
    if (name === 'from' && isText(fact)) return []
    const text = nameOf(fact)
    return text === null || text === step.holderName ? [] : [text]
  })
  return (
    <li className="lc-step" data-kind={step.kind}>
      <span className="lc-step-dot" aria-hidden />
      <p className="lc-step-head">
        <strong>{t(stepKey(step.kind))}</strong>
        {names.length > 0 && <span>{[...new Set(names)].join(' → ')}</span>}
        <time dateTime={step.at}>{formatInstant(step.at, language)}</time>
      </p>
      <p className="lc-soft">
        {who}
        {' · '}
        {t('timeline.heldBy', { unit: step.holderName })}
        {step.heldWorking_ms !== null && ` · ${held(step.heldWorking_ms)}`}
      </p>
      <TakenBack step={step} />
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

/** Everything that happened, the newest first: what, who did it, who held it and for how long. */
export function Timeline({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  return (
    <section className="lc-section">
      <h3>{t('timeline.title')}</h3>
      <ol className="lc-timeline" reversed>
        {ticket.steps.toReversed().map((step) => (
          <StepLine key={step.seq} step={step} />
        ))}
      </ol>
    </section>
  )
}
