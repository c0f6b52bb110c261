import type { StepView } from '@lianxin/contract'
import { formatInstant, stepKey, useLang, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

const textOf = (value: unknown, key: string): string => {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  return typeof found === 'string' ? found : ''
}

/** The words of a step: what was written to the reporter, the reason, the note. */
export function wordsOf({ facts }: StepView): string {
  const words = [
    textOf(facts, 'publicReply'),
    textOf(facts, 'reason'),
    textOf(facts, 'text'),
    textOf(facts['request'], 'reason'),
    textOf(facts['pause'], 'reason'),
    textOf(facts['rating'], 'comment'),
  ]
  return words.filter((word) => word !== '').join('\n')
}

/** Everything that happened, newest first. */
export function History({ steps }: { readonly steps: readonly StepView[] }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const actorOf = ({ actor }: StepView): string =>
    actor.kind === 'staff'
      ? [actor.unitName, actor.personName].filter(Boolean).join(' · ')
      : t(actor.kind === 'resident' ? 'history.resident' : 'history.system')
  return (
    <section className="box">
      <h2>{t('history.title')}</h2>
      <ol className="history">
        {steps.toReversed().map((step) => {
          const to = textOf(step.facts['to'], 'name')
          const words = wordsOf(step)
          return (
            <li key={step.seq}>
              <p>
                <strong>{t(stepKey(step.kind))}</strong> <time dateTime={step.at}>{formatInstant(step.at, lang)}</time>
              </p>
              <p className="lx-hint">
                {actorOf(step)}
                {to !== '' && ` → ${to}`}
              </p>
              {words !== '' && <p className="told">{words}</p>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
