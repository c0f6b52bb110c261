import type { BulkResult } from '@lianxin/contract'
import { formatInstant, isNetworkError, ProblemView, useLang } from '@lianxin/ui'
import { Button, Progress } from 'antd'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { closeRun, goOn, undoBatch, type BulkRun } from './bulk-run.ts'
import { canBeUndone } from './change.ts'
import { useDescribe } from './use-describe.ts'

/** From this many tickets on a bar says how far it is. */
const WITH_BAR = 20

interface ReportProps {
  readonly run: BulkRun
  /** Leaves only those selected that were not done. */
  readonly onKeepRefused: (doneIds: readonly string[]) => void
}

const isDone = ({ outcome }: BulkResult): boolean => outcome === 'done'

function Refused({ run, results }: { readonly run: BulkRun; readonly results: readonly BulkResult[] }) {
  const { t } = useTranslation()
  const refused = results.filter((result) => !isDone(result))
  const titles = new Map(run.chosen.map((one) => [one.id, one]))
  if (refused.length === 0) return null
  return (
    <ul className="lc-bulk-refused" aria-label={t('bulk.refusedList')}>
      {refused.map(({ ticketId, number, title, detail }) => (
        <li key={ticketId}>
          <Link to="/queue" search={(before) => ({ ...before, ticket: ticketId })}>
            {number ?? titles.get(ticketId)?.number}
          </Link>
          <span className="lc-ellipsis">{titles.get(ticketId)?.title}</span>
          <span>
            <strong>{title}</strong> {detail}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Minutes left in which the batch can be taken back; counts down while it is looked at. */
function useLeft(until: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return until === null ? 0 : Math.max(0, until - now)
}

function Buttons({ run, onKeepRefused }: ReportProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const left_ms = useLeft(run.undoUntil)
  const done = run.results.filter(isDone).map(({ ticketId }) => ticketId)
  const refused = run.results.length - done.length
  const undoable = run.phase === 'done' && done.length > 0 && left_ms > 0 && canBeUndone(run.change)
  return (
    <div className="lc-form-buttons">
      {run.phase === 'stopped' && (
        <Button type="primary" onClick={() => void goOn()}>
          {t('bulk.goOn', { count: run.chosen.length - run.results.length })}
        </Button>
      )}
      {undoable && (
        <Button onClick={() => void undoBatch(run.batchId)}>
          {t('bulk.undo', { count: done.length })} <kbd>u</kbd>
        </Button>
      )}
      {undoable && run.undoUntil !== null && (
        <span className="lc-soft">{t('bulk.undoUntil', { time: formatInstant(run.undoUntil, language) })}</span>
      )}
      {run.phase === 'done' && refused > 0 && done.length > 0 && (
        <Button onClick={() => onKeepRefused(done)}>{t('bulk.keepRefused', { count: refused })}</Button>
      )}
      <Button onClick={closeRun}>{t('bulk.closeReport')}</Button>
    </div>
  )
}

function Headline({ run }: { readonly run: BulkRun }) {
  const { t } = useTranslation()
  const describe = useDescribe()
  const change = describe.change(run.change)
  const done = run.results.filter(isDone).length
  const back = run.taken.filter(isDone).length
  switch (run.phase) {
    case 'running':
      return t('bulk.running', { change, n: run.results.length, total: run.chosen.length })
    case 'stopped':
      return t('bulk.stopped', { change, done, left: run.chosen.length - run.results.length })
    case 'undoing':
      return t('bulk.undoing', { change })
    case 'undone':
      return t(back === run.taken.length ? 'bulk.undone' : 'bulk.undonePart', {
        change,
        done: back,
        refused: run.taken.length - back,
      })
    case 'done':
      return t(done === run.results.length ? 'bulk.allDone' : 'bulk.partDone', {
        change,
        done,
        refused: run.results.length - done,
      })
  }
}

/** How a change of many goes and went: how far, how many done, which not and why, and the way back. */
export function BulkReport({ run, onKeepRefused }: ReportProps) {
  const { t } = useTranslation()
  const busy = run.phase === 'running' || run.phase === 'undoing'
  const refused = (run.phase === 'undone' ? run.taken : run.results).some((result) => !isDone(result))
  return (
    <section className="lc-bulk-report" aria-label={t('bulk.report')} data-refused={refused || run.phase === 'stopped'}>
      <p className="lc-bulk-headline" role="status">
        <Headline run={run} />
      </p>
      {run.phase === 'running' && run.chosen.length > WITH_BAR && (
        <Progress
          percent={Math.round((100 * run.results.length) / run.chosen.length)}
          size="small"
          aria-label={t('bulk.report')}
        />
      )}
      {run.error !== null && <ProblemView error={run.error} />}
      {isNetworkError(run.error) && <p className="lc-soft">{t('bulk.offlineHint')}</p>}
      <Refused run={run} results={run.phase === 'undone' ? run.taken : run.results} />
      {!busy && <Buttons run={run} onKeepRefused={onKeepRefused} />}
    </section>
  )
}
