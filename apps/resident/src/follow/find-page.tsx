import { ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type FormEvent, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { readFollow } from '../app/operations.ts'
import { go, ticketPath } from '../app/route.ts'

/** Opens a report by its number and code. */
export default function FindPage(): ReactElement {
  const { t } = useTranslation()
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [error, setError] = useState<unknown>(undefined)
  const [asking, setAsking] = useState(false)
  const ready = number.trim() !== '' && code.trim().length >= 6

  const find = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setAsking(true)
    setError(undefined)
    try {
      await call(readFollow, { params: { number: number.trim() }, query: { token: code.trim() } })
      go(ticketPath(number.trim(), code.trim()))
    } catch (failure) {
      setError(failure)
      setAsking(false)
    }
  }
  return (
    <form className="page" onSubmit={(event) => void find(event)}>
      <h1>{t('find.title')}</h1>
      <p>{t('find.text')}</p>
      <section className="field">
        <label>
          <span className="field-title">{t('find.number')}</span>
          <input
            value={number}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            onChange={(event) => setNumber(event.target.value)}
          />
        </label>
        <label>
          <span className="field-title">{t('find.code')}</span>
          <input
            value={code}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
      </section>
      {error !== undefined && <ProblemView error={error} />}
      <button type="submit" className="lx-button lx-button-primary submit" disabled={!ready || asking}>
        {t(asking ? 'find.asking' : 'find.open')}
      </button>
      <p className="hint">{t('find.lost')}</p>
    </form>
  )
}
