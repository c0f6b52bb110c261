import { ProblemView, useTranslation } from '@lianxin/ui'
import { useEffect, useEffectEvent, useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { putFollowNotices, readFollowNotices } from '../app/operations.ts'
import { ticketPath } from '../app/route.ts'
import { askWeChat, inWeChat, takeConsent } from './wechat.ts'

/** How the reporter is told, each way switched by one tap. */
export function NoticesCard({
  number,
  token,
}: {
  readonly number: string
  readonly token: string
}): ReactElement | null {
  const { t } = useTranslation()
  const to = { params: { number }, query: { token } }
  const asked = useAsked(`notices ${number} ${token}`, (signal) => call(readFollowNotices, { ...to, signal }))
  const [error, setError] = useState<unknown>(undefined)
  const [busy, setBusy] = useState(false)

  const put = async (body: { sms?: boolean; wechatOpenid?: string | null }): Promise<void> => {
    setBusy(true)
    setError(undefined)
    try {
      asked.put(await call(putFollowNotices, { ...to, body }))
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  const cameBack = useEffectEvent(() => {
    if (!new URLSearchParams(window.location.search).has('action')) return
    const openid = takeConsent(number)
    window.history.replaceState(null, '', `/r${ticketPath(number, token)}`)
    if (openid !== null) call(putFollowNotices, { ...to, body: { wechatOpenid: openid } }).then(asked.put, setError)
  })
  useEffect(() => cameBack(), [])

  const view = asked.value
  if (!view) return asked.error === undefined ? null : <ProblemView error={asked.error} onRetry={asked.again} />
  const { sms, wechat } = view
  const canAsk = wechat.subscribeUrl !== null && inWeChat()
  return (
    <section className="field notices">
      <h2>{t('notices.title')}</h2>
      {sms.possible && (
        <button
          type="button"
          role="switch"
          aria-checked={sms.on}
          className="lx-button switch"
          disabled={busy}
          onClick={() => void put({ sms: !sms.on })}
        >
          <span>{t('notices.sms', { telephone: sms.maskedTelephone })}</span>
          <strong>{t(sms.on ? 'notices.on' : 'notices.off')}</strong>
        </button>
      )}
      {wechat.on && (
        <p className="agreed" role="status">
          {t('notices.wechatOn')}
        </p>
      )}
      {wechat.on && (
        <button type="button" className="lx-button" disabled={busy} onClick={() => void put({ wechatOpenid: null })}>
          {t('notices.wechatStop')}
        </button>
      )}
      {!wechat.on && canAsk && (
        <button
          type="button"
          className="lx-button"
          disabled={busy}
          onClick={() => askWeChat(wechat.subscribeUrl ?? '', number, token)}
        >
          {t('notices.wechat')}
        </button>
      )}
      <p className="hint">{t(sms.possible || wechat.on || canAsk ? 'notices.page' : 'notices.pageOnly')}</p>
      {error !== undefined && <ProblemView error={error} />}
    </section>
  )
}
