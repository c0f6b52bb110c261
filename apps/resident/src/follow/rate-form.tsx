import type { FollowView } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type FormEvent, type ReactElement } from 'react'

const SCORES = [5, 4, 3, 2, 1] as const

interface RateProps {
  readonly rating: FollowView['rating']
  /** False once the time for a change is over. */
  readonly open: boolean
  readonly onRate: (score: number, comment: string) => Promise<void>
}

const Stars = ({ score }: { readonly score: number }): ReactElement => (
  <span className="stars" aria-hidden="true">
    {'★'.repeat(score)}
    {'☆'.repeat(5 - score)}
  </span>
)

/** One tap rates. Words may follow, and the stars may be changed for a day. */
export function RateForm({ rating, open, onRate }: RateProps): ReactElement {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const rate = async (score: number, comment: string): Promise<void> => {
    setSending(true)
    setError(undefined)
    try {
      await onRate(score, comment)
      setChoosing(false)
    } catch (failure) {
      setError(failure)
    } finally {
      setSending(false)
    }
  }
  const asks = rating === null || choosing
  return (
    <section className={asks ? 'field rate' : 'field'}>
      <h2>{t(asks ? 'rate.title' : 'ticket.rated')}</h2>
      {asks && (
        <div className="scores">
          {SCORES.map((score) => (
            <button
              key={score}
              type="button"
              className="lx-button"
              disabled={sending}
              onClick={() => void rate(score, rating?.comment ?? '')}
            >
              <Stars score={score} />
              {t(`score.${score}`)}
            </button>
          ))}
        </div>
      )}
      {!asks && (
        <p className="rated" role="status">
          <Stars score={rating.score} /> {t(`score.${rating.score}`)}
        </p>
      )}
      {!asks && rating.comment !== '' && <p className="told">{rating.comment}</p>}
      {!asks && open && (
        <AfterRating
          comment={rating.comment}
          sending={sending}
          onChange={() => setChoosing(true)}
          onWords={(words) => rate(rating.score, words)}
        />
      )}
      {error !== undefined && <ProblemView error={error} />}
    </section>
  )
}

/** After the stars: words if one likes, or other stars. */
function AfterRating({
  comment,
  sending,
  onChange,
  onWords,
}: {
  readonly comment: string
  readonly sending: boolean
  readonly onChange: () => void
  readonly onWords: (words: string) => Promise<void>
}): ReactElement {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void onWords(words.trim())
  }
  return (
    <form className="text-action" onSubmit={submit}>
      {comment === '' && (
        <label>
          {t('rate.words')}
          <textarea rows={2} value={words} maxLength={1000} onChange={(event) => setWords(event.target.value)} />
        </label>
      )}
      <div className="choices">
        {comment === '' && words.trim() !== '' && (
          <button type="submit" className="lx-button lx-button-primary" disabled={sending}>
            {t(sending ? 'act.sending' : 'rate.sendWords')}
          </button>
        )}
        <button type="button" className="lx-button" disabled={sending} onClick={onChange}>
          {t('rate.change')}
        </button>
      </div>
    </form>
  )
}
