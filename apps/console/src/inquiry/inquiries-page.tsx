import { INQUIRY_LISTS, type InquiryView } from '@lianxin/contract'
import { ClockTag, formatInstant, useLang } from '@lianxin/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented, Switch, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { unitName } from '../ticket/words.ts'
import { InquiryTag } from './inquiry-tag.tsx'
import { inquiriesQuery } from './queries.ts'

/** Who was asked last and until when the answer is due. */
function AskedLast({ inquiry }: { readonly inquiry: InquiryView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const last = inquiry.rounds.at(-1)
  if (!last) return null
  const { asked, clock } = last
  return (
    <>
      {unitName(asked, language)}
      {inquiry.rounds.length > 1 && (
        <div className="lc-soft">{t('inquiry.levelsAsked', { count: inquiry.rounds.length })}</div>
      )}
      {clock.condition !== 'stopped' && (
        <div className="lc-inline">
          <ClockTag clock={clock} />
          {clock.dueAt !== null && <span className="lc-soft">{formatInstant(clock.dueAt, language)}</span>}
        </div>
      )}
    </>
  )
}

/** 质询: what waits for our answer, what we asked, everything of the territory; due soonest on top. */
export function InquiriesPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const { show: list = 'toAnswer' } = useSearch({ from: '/inside/inquiries' })
  const navigate = useNavigate()
  const [openOnly, setOpenOnly] = useState(true)
  const answer = useInfiniteQuery(inquiriesQuery(list, openOnly))
  const first = answer.data?.pages[0]
  const number = (count: number | undefined): string =>
    count === undefined ? '' : ` ${count >= (first?.capped ?? Infinity) ? `${count}+` : count}`
  const hasOver = list === 'asked' || list === 'all'
  return (
    <div className="lc-page">
      <h1>{t('inquiry.nav')}</h1>
      <p className="lc-soft">{t('inquiry.about')}</p>
      <div className="lc-bar">
        <Segmented
          aria-label={t('inquiry.lists')}
          value={list}
          onChange={(next) => void navigate({ to: '/inquiries', search: { show: next } })}
          options={INQUIRY_LISTS.map((one) => ({
            value: one,
            label: `${t(`inquiry.list.${one}`)}${number(first?.counts[one])}`,
          }))}
        />
        {hasOver && (
          <label className="lc-inline">
            <Switch checked={openOnly} onChange={setOpenOnly} /> {t('inquiry.openOnly')}
          </label>
        )}
      </div>
      <Loaded answer={answer}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing text={t(`inquiry.none.${list}`)} hint={t('inquiry.noneHint')} />
          return (
            <Table
              size="small"
              rowKey="id"
              pagination={false}
              dataSource={items}
              columns={[
                {
                  title: t('inquiry.matter'),
                  render: (_, row) => (
                    <>
                      <Link to="/tickets/$ticketId" params={{ ticketId: row.ticketId }}>
                        {row.ticketTitle ?? row.ticketNumber}
                      </Link>
                      {row.ticketTitle !== null && <div className="lc-soft">{row.ticketNumber}</div>}
                    </>
                  ),
                },
                { title: t('inquiry.question'), render: (_, row) => <span className="lc-clamp">{row.question}</span> },
                {
                  title: t('inquiry.asker'),
                  render: (_, row) => (
                    <>
                      {unitName(row.asker, language)}
                      <div className="lc-soft">{formatInstant(row.askedAt, language)}</div>
                    </>
                  ),
                },
                { title: t('inquiry.askedUnit'), render: (_, row) => <AskedLast inquiry={row} /> },
                { title: t('inquiry.stateOf'), render: (_, row) => <InquiryTag state={row.state} /> },
              ]}
            />
          )
        }}
      </Loaded>
      {answer.hasNextPage && (
        <Button block type="text" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>
          {t('inquiry.more')}
        </Button>
      )}
    </div>
  )
}
