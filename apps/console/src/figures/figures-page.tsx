import '../styles/figures.css'

import {
  figureGroupWord,
  figureWord,
  rateWord,
  readFigures,
  readGrid,
  type FigureNumbers,
  type FigureQuestion,
} from '@lianxin/contract'
import type { Figure, Rate } from '@lianxin/domain'
import { formatInstant, useLang } from '@lianxin/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Radio } from 'antd'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { FilterBar, PeriodBar } from './figures-bar.tsx'
import { FiguresTable } from './figures-table.tsx'
import { Share } from './numbers.tsx'
import { FIRST_GROUP, GROUPS, periodOf, type FigurePart, type FigureSearch, type Period } from './search.ts'
import { Trend } from './trend.tsx'

const HEAD: readonly Figure[] = ['received', 'dispatched', 'reportedUp', 'settled']
const HEAD_RATES: readonly Rate[] = ['settling', 'onTime', 'here', 'satisfaction']
/** While counting anew is under way the numbers grow. */
const FILLING_ms = 3_000

function useChange() {
  const navigate = useNavigate({ from: '/figures' })
  return useCallback(
    (part: FigurePart, replace = false) =>
      void navigate({
        search: (before) =>
          Object.fromEntries(
            Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined),
          ) as FigureSearch,
        replace,
      }),
    [navigate],
  )
}

/** The question behind an address; null until the grid it names is known. */
function useQuestion(search: FigureSearch, period: Period): { question: FigureQuestion | null; error: unknown } {
  const { groupBy = FIRST_GROUP, unitId, classCode, channel, gridId } = search
  const grid = useQuery({
    queryKey: ['grid', gridId],
    queryFn: ({ signal }) => call(readGrid, { params: { gridId: gridId ?? '' }, signal }),
    enabled: gridId !== undefined,
    staleTime: 300_000,
  })
  const under = gridId === undefined ? undefined : grid.data?.grid.path
  const { from, to } = period
  const question = useMemo(
    () =>
      gridId !== undefined && under === undefined
        ? null
        : {
            from,
            to,
            groupBy,
            ...(unitId === undefined ? {} : { unitId }),
            ...(classCode === undefined ? {} : { classCode }),
            ...(channel === undefined ? {} : { channel }),
            ...(under === undefined ? {} : { under }),
          },
    [from, to, groupBy, unitId, classCode, channel, gridId, under],
  )
  return { question, error: grid.error }
}

/** The numbers one asks for first: received is what was dispatched and what was reported up. */
function Headline({ total }: { readonly total: FigureNumbers }) {
  const [language] = useLang()
  return (
    <dl className="lc-headline">
      {HEAD.map((figure, place) => (
        <div key={figure} data-sign={['', '=', '+', ''][place]}>
          <dt>{figureWord(figure, language)}</dt>
          <dd>{total.counts[figure].toLocaleString(language === 'zh' ? 'zh-CN' : 'en')}</dd>
        </div>
      ))}
      {HEAD_RATES.map((rate) => (
        <div key={rate}>
          <dt>{rateWord(rate, language)}</dt>
          <dd>
            <Share rate={rate} of={total.rates[rate]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Figures of a period, told apart as one likes, each leading to its tickets. */
export function FiguresPage() {
  const { t } = useTranslation()
  const [language] = useLang()
  const search = useSearch({ from: '/inside/figures' })
  const change = useChange()
  const { from, to, groupBy = FIRST_GROUP, unitId, classCode, channel } = search
  const [today] = useState(() => new Date())
  const period = useMemo(() => (from && to ? { from, to } : periodOf('thisMonth', today)), [from, to, today])
  // The address says the days, so that who opens it next month sees the same.
  useEffect(() => {
    if (!from) change(period, true)
  }, [from, period, change])
  const { question, error } = useQuestion(search, period)
  const answer = useQuery({
    queryKey: ['figures', question],
    queryFn: ({ signal }) => call(readFigures, { query: question ?? { ...period }, signal }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.filled !== null ? FILLING_ms : false),
  })
  const under = question?.under
  return (
    <div className="lc-page lc-figures-page">
      <h1>{t('figures.title')}</h1>
      <PeriodBar period={period} onChange={change} question={question} />
      <FilterBar search={search} onChange={change} />
      <Loaded answer={error ? { ...answer, error } : answer}>
        {({ total, rows, filled, asOf }) => (
          <div className="lc-stack" aria-busy={answer.isPlaceholderData}>
            {filled !== null && (
              <p className="lx-notice" role="status">
                {t('figures.filling', { n: filled })}
              </p>
            )}
            <Headline total={total} />
            <Radio.Group
              optionType="button"
              className="lc-no-print"
              aria-label={t('figures.groupBy')}
              value={groupBy}
              onChange={(event) => change({ groupBy: event.target.value as typeof groupBy })}
              options={GROUPS.map((one) => ({ value: one, label: figureGroupWord(one, language) }))}
            />
            {rows.length === 0 ? (
              <Nothing text={t('figures.nothing')} hint={t('figures.nothingHint')} />
            ) : (
              <>
                {(groupBy === 'day' || groupBy === 'month') && <Trend rows={rows} groupBy={groupBy} />}
                <FiguresTable
                  rows={rows}
                  total={total}
                  groupBy={groupBy}
                  period={period}
                  filter={{
                    ...(unitId === undefined ? {} : { unitId }),
                    ...(classCode === undefined ? {} : { classCode }),
                    ...(channel === undefined ? {} : { channel }),
                    ...(under === undefined ? {} : { under }),
                  }}
                />
              </>
            )}
            <p className="lc-soft">
              {t('figures.asOf', { at: formatInstant(asOf, language) })} {t('figures.about')}
            </p>
          </div>
        )}
      </Loaded>
    </div>
  )
}
