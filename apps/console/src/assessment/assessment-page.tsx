import '../styles/assessment.css'

import {
  advanceAssessment,
  countAssessment,
  exportAssessment,
  type AssessmentHead,
  type AssessmentView,
} from '@lianxin/contract'
import { DownloadOutlined } from '@ant-design/icons'
import { formatInstant, useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call, urlOf } from '../app/api.ts'
import { Loaded, Nothing, Refused } from '../app/problem.tsx'
import { useMay } from '../app/session.tsx'
import { BeginForm } from './begin-form.tsx'
import { Objections } from './objections.tsx'
import { headsQuery, renew, wholeQuery } from './queries.ts'
import { ScoreTable } from './score-table.tsx'
import { UnitDetail } from './unit-detail.tsx'
import { Ways } from './ways.tsx'

/** What comes next, in words. */
function NextStep({ one, mayWrite }: { readonly one: AssessmentView; readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const time = (iso: string | null): string => (iso === null ? '' : formatInstant(iso, language))
  const text = (): string => {
    if (one.countedAt === null) return t('assessment.next.counting', { n: one.countedTickets })
    if (one.state === 'preview')
      return t(mayWrite ? 'assessment.next.preview' : 'assessment.next.own', { until: time(one.objectionsUntil) })
    if (one.state === 'published') return t('assessment.next.published', { at: time(one.publishedAt) })
    return t(`assessment.next.${one.state}`)
  }
  return (
    <p role="status" className="lx-notice">
      {text()}
    </p>
  )
}

/** Counting again, showing, publishing: what the stage allows. */
function Steps({ one }: { readonly one: AssessmentView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const [openedAt] = useState(() => Date.now())
  const recount = useMutation({
    mutationFn: () => call(countAssessment, { params: { assessmentId: one.id }, body: { revision: one.revision } }),
    onSuccess: renew,
  })
  const advance = useMutation({
    mutationFn: (to: 'preview' | 'published') =>
      call(advanceAssessment, { params: { assessmentId: one.id }, body: { to, revision: one.revision } }),
    onSuccess: renew,
    onError: renew,
  })
  const isOver = one.objectionsUntil !== null && Date.parse(one.objectionsUntil) < openedAt
  return (
    <>
      <div className="lc-inline">
        {one.state === 'draft' && (
          <>
            <Button
              type="primary"
              disabled={one.countedAt === null}
              loading={advance.isPending}
              onClick={() => advance.mutate('preview')}
            >
              {t('assessment.toPreview')}
            </Button>
            <Button disabled={one.countedAt === null} loading={recount.isPending} onClick={() => recount.mutate()}>
              {t('assessment.recount')}
            </Button>
          </>
        )}
        {one.state === 'preview' && (
          <Button
            type={isOver ? 'primary' : 'default'}
            loading={advance.isPending}
            onClick={() => advance.mutate('published')}
          >
            {t('assessment.toPublished')}
          </Button>
        )}
        {one.openObjections > 0 && (
          <span className="lx-tag lx-tag-warn">
            {t('assessment.openObjections', { n: one.openObjections.toLocaleString(language) })}
          </span>
        )}
      </div>
      <Refused error={advance.error ?? recount.error} />
    </>
  )
}

/** The published month as a table. */
function Exports({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <div className="lc-inline">
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined />}
          download
          href={urlOf(exportAssessment, { params: { assessmentId: id }, query: { format, lang } })}
        >
          {t(`assessment.export.${format}`)}
        </Button>
      ))}
    </div>
  )
}

function Whole({ id, mayWrite }: { readonly id: string; readonly mayWrite: boolean }) {
  const { t } = useTranslation()
  const answer = useQuery(wholeQuery(id))
  const { unit } = useSearch({ from: '/inside/assessments' })
  const navigate = useNavigate({ from: '/assessments' })
  const choose = (unitId: string): void => void navigate({ search: { id, unit: unitId } })
  return (
    <Loaded answer={answer}>
      {(one) => {
        const shown =
          one.scores.find((score) => score.unit.id === unit) ?? (one.scores.length === 1 ? one.scores[0] : undefined)
        return (
          <div className="lc-stack">
            <NextStep one={one} mayWrite={mayWrite} />
            {one.version > 1 && <p className="lc-soft">{t('assessment.correction', { n: one.version - 1 })}</p>}
            {mayWrite && <Steps one={one} />}
            {(one.state === 'published' || one.state === 'frozen') && <Exports id={one.id} />}
            {one.countedAt !== null && (
              <div className="lc-assessed">
                <ScoreTable one={one} chosen={shown?.unit.id ?? null} onChoose={choose} />
                <UnitDetail key={shown?.unit.id} one={one} score={shown} mayWrite={mayWrite} />
              </div>
            )}
            <Objections one={one} mayWrite={mayWrite} />
          </div>
        )
      }}
    </Loaded>
  )
}

/** The hundred-point assessment (百分考核) month by month: points, what they were counted from, objections. */
export function AssessmentPage() {
  const { t } = useTranslation()
  const mayWrite = useMay('assessment.write')
  const answer = useQuery(headsQuery)
  const { id } = useSearch({ from: '/inside/assessments' })
  const navigate = useNavigate({ from: '/assessments' })
  const [begins, setBegins] = useState(false)
  const [ways, setWays] = useState(false)
  const open = (next: string): void => {
    setBegins(false)
    void navigate({ search: { id: next } })
  }
  const nameOf = (one: AssessmentHead): string =>
    [
      one.month,
      t(`assessment.subjects.${one.subject}`),
      ...(one.version > 1 ? [t('assessment.version', { n: one.version })] : []),
      t(`assessment.states.${one.state}`),
    ].join(' · ')
  return (
    <div className="lc-page">
      <h1>{t('assessment.title')}</h1>
      <Loaded answer={answer}>
        {({ items }) => {
          const shown = items.find((one) => one.id === id) ?? items[0]
          return (
            <div className="lc-stack">
              <p className="lc-soft">{t('assessment.about')}</p>
              <div className="lc-inline">
                {shown && (
                  <Select
                    className="lc-month-picker"
                    aria-label={t('assessment.month')}
                    value={shown.id}
                    onChange={open}
                    options={items.map((one) => ({ value: one.id, label: nameOf(one) }))}
                  />
                )}
                <Button onClick={() => setWays(true)}>{t('assessment.ways.open')}</Button>
                {mayWrite && (
                  <Button type={shown ? 'default' : 'primary'} onClick={() => setBegins(true)}>
                    {t('assessment.begin')}
                  </Button>
                )}
              </div>
              {shown ? (
                <Whole key={shown.id} id={shown.id} mayWrite={mayWrite} />
              ) : (
                <Nothing text={t('assessment.none')} hint={t('assessment.noneHint')} />
              )}
            </div>
          )
        }}
      </Loaded>
      {ways && <Ways mayWrite={mayWrite} onClose={() => setWays(false)} />}
      {begins && <BeginForm onBegun={open} onClose={() => setBegins(false)} />}
    </div>
  )
}
