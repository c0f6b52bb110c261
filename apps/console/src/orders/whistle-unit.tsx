import { actOnWhistle, type CalledUnitView, type WhistleView } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Button, Input, Rate } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { unitName } from '../ticket/words.ts'
import { InTime } from './tags.tsx'

type Act = Parameters<typeof call<typeof actOnWhistle>>[1]['body']

/** The next thing the acting post has to write: a text, or a rating with a word. */
function Writing({
  kind,
  busy,
  onSend,
}: {
  readonly kind: 'contact' | 'result' | 'rate'
  readonly busy: boolean
  readonly onSend: (text: string, score: number) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const [score, setScore] = useState(0)
  const ready = kind === 'rate' ? score > 0 : text.trim() !== ''
  return (
    <form
      className="lc-whistle-act"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onSend(text.trim(), score)
      }}
    >
      <label htmlFor={id}>{t(`orders.write.${kind}`)}</label>
      {kind === 'rate' && <Rate value={score} onChange={setScore} aria-label={t('orders.score')} />}
      <span className="lc-inline">
        <Input
          id={id}
          maxLength={kind === 'rate' ? 200 : 500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button htmlType="submit" type="primary" disabled={!ready} loading={busy}>
          {t('orders.send')}
        </Button>
      </span>
    </form>
  )
}

/** What may be done about one called unit now, and by whom. */
function nextOf(unit: CalledUnitView, whistle: WhistleView): 'sign' | 'contact' | 'result' | 'rate' | null {
  if (whistle.state === 'withdrawn') return null
  if (unit.mayRate) return 'rate'
  if (!unit.mine || unit.result !== null) return null
  if (unit.signed === null) return 'sign'
  return unit.contact === null ? 'contact' : 'result'
}

/** One department of a whistle: what it did and when, and what comes next. */
export function WhistleUnit({ unit, whistle }: { readonly unit: CalledUnitView; readonly whistle: WhistleView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const act = useMutation({
    mutationFn: (body: Act) => call(actOnWhistle, { params: { whistleId: whistle.id }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['orders'] }),
  })
  const next = nextOf(unit, whistle)
  return (
    <li>
      <strong>{unitName(unit.unit, language)}</strong>
      <ul className="lc-whistle-steps">
        <li>
          {t('orders.sign')}
          {t('orders.colon')}
          {unit.signed ? (
            <>
              {formatInstant(unit.signed.at, language)} <InTime inTime={unit.signed.inTime} />
            </>
          ) : (
            <span className="lc-soft">{t('orders.dueBy', { time: formatInstant(whistle.signDueAt, language) })}</span>
          )}
        </li>
        <li>
          {t('orders.contact')}
          {t('orders.colon')}
          {unit.contact ? (
            <>
              {unit.contact.text} · {formatInstant(unit.contact.at, language)} <InTime inTime={unit.contact.inTime} />
            </>
          ) : (
            <span className="lc-soft">
              {t('orders.dueBy', { time: formatInstant(whistle.contactDueAt, language) })}
            </span>
          )}
        </li>
        <li>
          {t('orders.result')}
          {t('orders.colon')}
          {unit.result ? (
            `${unit.result.text} · ${formatInstant(unit.result.at, language)}`
          ) : (
            <span className="lc-soft">{t('orders.noResult')}</span>
          )}
        </li>
        {unit.alarms.map(({ what, at }) => (
          <li key={what} className="lc-warn">
            {t(`orders.missed.${what}`, { time: formatInstant(at, language) })}
          </li>
        ))}
        {unit.rating && (
          <li>
            {t('orders.rating')}
            {t('orders.colon')}
            {t('orders.stars', { count: unit.rating.score })}
            {unit.rating.word !== '' && ` · ${unit.rating.word}`}
          </li>
        )}
      </ul>
      {next === 'sign' && (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ kind: 'sign' })}>
          {t('orders.signNow')}
        </Button>
      )}
      {next !== null && next !== 'sign' && (
        <Writing
          key={next}
          kind={next}
          busy={act.isPending}
          onSend={(text, score) =>
            act.mutate(next === 'rate' ? { kind: next, unitId: unit.unit.id, score, word: text } : { kind: next, text })
          }
        />
      )}
      <Refused error={act.error} />
    </li>
  )
}
