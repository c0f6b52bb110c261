import { ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

const SCORES = [5, 4, 3, 2, 1] as const

/** One tap rates. Words may be added before, none are needed. */
export function RateForm({
  onRate,
}: {
  readonly onRate: (score: number, comment: string) => Promise<void>
}): ReactElement {
  const { t } = useTranslation()
  const [comment, setComment] = useState('')
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const rate = async (score: number): Promise<void> => {
    setSending(true)
    setError(undefined)
    try {
      await onRate(score, comment.trim())
    } catch (failure) {
      setError(failure)
      setSending(false)
    }
  }
  return (
    <section className="field rate">
      <h2>{t('rate.title')}</h2>
      <details>
        <summary>{t('rate.addWords')}</summary>
        <label>
          {t('rate.words')}
          <textarea rows={2} value={comment} maxLength={1000} onChange={(event) => setComment(event.target.value)} />
        </label>
      </details>
      <div className="scores">
        {SCORES.map((score) => (
          <button key={score} type="button" className="lx-button" disabled={sending} onClick={() => void rate(score)}>
            <span className="stars" aria-hidden="true">
              {'★'.repeat(score)}
              {'☆'.repeat(5 - score)}
            </span>
            {t(`score.${score}`)}
          </button>
        ))}
      </div>
      {error !== undefined && <ProblemView error={error} />}
    </section>
  )
}
