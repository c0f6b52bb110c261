import type { Consequence } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { useMay } from '../app/session.tsx'
import type { QueueSearch } from '../queue/search.ts'

const TONES = { info: '', warn: 'lx-notice-warn', must: 'lx-notice-bad' } as const
const ORDER = ['must', 'warn', 'info'] as const

/** Whoever keeps the settings sees no tickets; the address of the list goes to somebody who does. */
function QueueLink({ filters }: { readonly filters: Readonly<Record<string, string>> }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const mayRead = useMay('ticket.read')
  if (mayRead)
    return (
      <Link to="/queue" search={filters as QueueSearch} target="_blank">
        {t('settings.toQueue')}
      </Link>
    )
  const address = new URL(`/console/queue?${new URLSearchParams(filters)}`, location.origin).href
  return (
    <Button
      type="link"
      size="small"
      onClick={() => {
        void navigator.clipboard.writeText(address).then(
          () => message.success(t('settings.queueCopied')),
          () => message.info(address),
        )
      }}
    >
      {t('settings.copyQueue')}
    </Button>
  )
}

/** What follows from a change, in sentences, what must be decided first. */
export function Consequences({ items }: { readonly items: readonly Consequence[] }) {
  const { t } = useTranslation()
  const [language] = useLang()
  if (items.length === 0) return <p className="lc-soft">{t('settings.nothingFollows')}</p>
  const sorted = items.toSorted((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone))
  const namesOf = ({ kind, names }: Consequence): readonly string[] =>
    kind === 'dueExample' ? names.map((at) => formatInstant(at, language)) : names
  return (
    <ul className="lc-consequences" aria-label={t('settings.follows')}>
      {sorted.map((one) => {
        const [name = '', next = ''] = namesOf(one)
        const names = one.names.join(language === 'zh' ? '、' : ', ')
        const key = one.kind === 'unitVacant' && next === '' ? 'unitVacantNobody' : one.kind
        const nobody = one.kind === 'areaGoesTo' && name === '' ? 'areaGoesToNobody' : key
        return (
          <li key={`${one.kind}${name}`} className={`lx-notice ${TONES[one.tone]}`}>
            {t(`consequence.${nobody}`, { count: one.count, name, next, names })}{' '}
            {one.queue && <QueueLink filters={one.queue} />}
          </li>
        )
      })}
    </ul>
  )
}
