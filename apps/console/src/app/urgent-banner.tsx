import type { TicketChanged } from '@lianxin/contract'
import { CloseOutlined, WarningFilled } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { useLive } from './live.tsx'
import { preferences } from './preferences.ts'
import { useSession } from './session.tsx'
import { playUrgentTone } from './tone.ts'

/** Steps that put an urgent matter before the desk; any step does that puts it before one's own unit. */
const ALARMING = new Set(['reported', 'reopened', 'returned'])
const HANDED_OVER = new Set(['dispatched', 'reassigned', 'escalated'])

/** The red line over every screen (电脑屏幕上跳出红色字幕) with the tone, until somebody opens or dismisses it. */
export function UrgentBanner() {
  const { t } = useTranslation()
  const { onTicket } = useLive()
  const navigate = useNavigate()
  const unitId = useSession().post.unit.id
  const tone = useSyncExternalStore(preferences.subscribe, () => preferences.get().tone)
  const [urgent, setUrgent] = useState<readonly TicketChanged[]>([])

  useEffect(
    () =>
      onTicket((change) => {
        const isMine = HANDED_OVER.has(change.step) && change.holderUnitId === unitId
        if (change.urgency !== 'urgent' || !(isMine || ALARMING.has(change.step))) return
        setUrgent((before) => [change, ...before.filter((one) => one.ticketId !== change.ticketId)].slice(0, 20))
        if (tone) playUrgentTone()
      }),
    [onTicket, tone, unitId],
  )

  const [first] = urgent
  const dismiss = (ticketId: string) => setUrgent((before) => before.filter((one) => one.ticketId !== ticketId))
  return (
    <div role="alert" className="lc-urgent" data-shown={first !== undefined}>
      {first && (
        <>
          <WarningFilled aria-hidden />
          <strong>{t('shell.urgent', { number: first.number })}</strong>
          <span className="lc-urgent-title">{first.title}</span>
          {urgent.length > 1 && <span>{t('shell.urgentMore', { count: urgent.length - 1 })}</span>}
          <Button
            size="small"
            onClick={() => {
              dismiss(first.ticketId)
              void navigate({ to: '/queue', search: { list: 'all', ticket: first.ticketId } })
            }}
          >
            {t('shell.open')}
          </Button>
          <Button
            size="small"
            type="text"
            aria-label={t('shell.dismiss')}
            icon={<CloseOutlined />}
            onClick={() => dismiss(first.ticketId)}
          />
        </>
      )}
    </div>
  )
}
