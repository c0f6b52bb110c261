import { similarTickets, type SimilarTicket } from '@lianxin/contract'
import { formatInstant, isNetworkError, ProblemView, StateTag, useLang } from '@lianxin/ui'
import { CopyOutlined, TeamOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { useCommands } from '../palette/registry.ts'
import type { ReportDraft } from './draft.ts'
import { useSettled } from './use-settled.ts'

/** Long enough to be about something. */
const MIN_LETTERS = 4
/** Offered with a key of their own. */
const WITH_KEY = 3
const HOUR_ms = 3_600_000

/** Open matters that may be the one the caller tells of, by words, place, class and photos. */
function useSimilar(draft: ReportDraft) {
  const text = useSettled(`${draft.description} ${draft.place.address}`.trim().slice(0, 500))
  const { position } = draft.place
  const query = {
    ...(text.length >= MIN_LETTERS ? { text } : {}),
    lon: position?.lon,
    lat: position?.lat,
    classCode: draft.classCode ?? undefined,
    uploadIds: draft.uploadIds.length > 0 ? draft.uploadIds.join(',') : undefined,
  }
  const asks = text.length >= MIN_LETTERS || draft.uploadIds.length > 0
  const answer = useQuery({
    queryKey: ['similar', 'typing', query],
    queryFn: ({ signal }) => call(similarTickets, { query, signal }),
    enabled: asks,
    // The last answer stays while the next is on its way: a list that comes and goes cannot be read.
    placeholderData: (before) => before,
  })
  return { asks, answer, items: asks ? (answer.data?.items ?? []) : [] }
}

/** What speaks for it, in words: 文字相近 · 80 米 · 2 小时前 · 照片相似. */
function Signs({ item, now }: { readonly item: SimilarTicket; readonly now: number }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const age_ms = now - Date.parse(item.reportedAt)
  const age =
    age_ms < HOUR_ms
      ? t('similar.minutesAgo', { n: Math.max(1, Math.round(age_ms / 60_000)) })
      : age_ms < 24 * HOUR_ms
        ? t('similar.hoursAgo', { n: Math.round(age_ms / HOUR_ms) })
        : formatInstant(item.reportedAt, language)
  const words = [
    ...(['words', 'photo', 'class'] as const)
      .filter((sign) => item.signs.includes(sign))
      .map((sign) => t(`similar.sign.${sign}`)),
    ...(item.distance_m === null ? [] : [t('similar.distance', { n: item.distance_m })]),
    age,
    ...(item.reporterCount > 1 ? [t('similar.reporters', { n: item.reporterCount })] : []),
  ]
  return <p className="lc-signs">{words.join(' · ')}</p>
}

interface DuplicatesProps {
  readonly draft: ReportDraft
  readonly joiningId: string | null
  readonly onJoin: (ticket: SimilarTicket) => void
}

/** Matters that may be the same, found while the call-taker types; the caller is added to one of them by one key. */
export function Duplicates({ draft, joiningId, onJoin }: DuplicatesProps) {
  const { t } = useTranslation()
  const { asks, answer, items } = useSimilar(draft)
  const press = useEffectEvent((event: KeyboardEvent) => {
    const nth = /^Digit([1-9])$/.exec(event.code)?.[1]
    const item = event.altKey && !event.ctrlKey && !event.metaKey && nth ? items[Number(nth) - 1] : undefined
    if (!item || Number(nth) > WITH_KEY || joiningId !== null) return
    event.preventDefault()
    onJoin(item)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  useCommands(
    items.slice(0, WITH_KEY).map((item, index) => ({
      id: `join-${item.id}`,
      label: 'similar.joinNamed',
      values: { number: item.number, title: item.title },
      shortcut: `Alt ${index + 1}`,
      run: () => onJoin(item),
    })),
  )
  return (
    <section className="lc-similar" aria-labelledby="lc-similar-title">
      <h2 id="lc-similar-title">
        <CopyOutlined aria-hidden /> {t('similar.title')}
        <span className="lc-soft" role="status">
          {items.length > 0 ? t('similar.count', { n: items.length }) : t(asks ? 'similar.none' : 'similar.waiting')}
        </span>
      </h2>
      {answer.error !== null && asks && (
        <ProblemView
          error={answer.error}
          onRetry={isNetworkError(answer.error) ? () => void answer.refetch() : undefined}
        />
      )}
      <ol>
        {items.map((item, index) => (
          <li key={item.id}>
            <div>
              <p className="lc-similar-head">
                <strong>{item.title}</strong> <StateTag state={item.state} />
              </p>
              <Signs item={item} now={answer.dataUpdatedAt} />
              <p className="lc-soft lc-similar-where">
                <Link to="/queue" search={{ list: 'all', ticket: item.id }}>
                  {item.number}
                </Link>{' '}
                {item.address}
              </p>
            </div>
            <Button
              icon={<TeamOutlined />}
              loading={joiningId === item.id}
              disabled={joiningId !== null && joiningId !== item.id}
              {...(index < WITH_KEY ? { 'aria-keyshortcuts': `Alt+${index + 1}` } : {})}
              onClick={() => onJoin(item)}
            >
              {t('similar.join')}{' '}
              <span className="lc-hidden">
                {item.number} {item.title}
              </span>{' '}
              {index < WITH_KEY && <kbd>Alt {index + 1}</kbd>}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  )
}
