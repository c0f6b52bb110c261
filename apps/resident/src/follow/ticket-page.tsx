import { newId } from '@lianxin/client'
import type { FollowView, ReporterCommand } from '@lianxin/contract'
import { LoadingView, problemIn, ProblemView, StateTag, formatInstant, useLang, useTranslation } from '@lianxin/ui'
import { useEffect, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { useKnownGrid } from '../app/grid.tsx'
import { commandFollow, readFollow } from '../app/operations.ts'
import { go } from '../app/route.ts'
import { Actions, Reopen, type Wish } from './actions.tsx'
import { FollowPhotos } from './follow-photos.tsx'
import { NoticesCard } from './notices-card.tsx'
import { RateForm } from './rate-form.tsx'
import { Timeline } from './timeline.tsx'
import { useFollowLive } from './use-follow-live.ts'

/** Answers to a link that is incomplete, mistyped or of another report. */
const NO_SUCH: ReadonlySet<number> = new Set([400, 403, 404, 422])

/** One report as its reporter sees it: where it stands, who has it, the answer, and what one can do. */
export default function TicketPage({
  number,
  token,
}: {
  readonly number: string
  readonly token: string
}): ReactElement {
  const { t } = useTranslation()
  const { setGridId } = useKnownGrid()
  const asked = useAsked(`${number} ${token}`, (signal) =>
    call(readFollow, { params: { number }, query: { token }, signal }),
  )
  useFollowLive(number, token, asked.value !== undefined, asked.again)
  const view = asked.value
  const gridId = view?.grid?.id
  useEffect(() => {
    if (gridId !== undefined) setGridId(gridId)
  }, [gridId, setGridId])

  const command = async (wish: Wish): Promise<void> => {
    const body: ReporterCommand = { ...wish, commandId: newId() }
    asked.put(await call(commandFollow, { params: { number }, query: { token }, body }))
  }

  if (!view && NO_SUCH.has(problemIn(asked.error)?.status ?? 0)) return <Lost />
  if (!view)
    return (
      <div className="page">
        {asked.error === undefined ? <LoadingView /> : <ProblemView error={asked.error} onRetry={asked.again} />}
      </div>
    )
  return (
    <div className="page">
      {asked.error !== undefined && <ProblemView error={asked.error} onRetry={asked.again} />}
      <Standing view={view} />
      {view.publicReply !== null && (
        <section className="field answer">
          <h2>{t('ticket.reply')}</h2>
          <p>{view.publicReply}</p>
        </section>
      )}
      {(view.rating !== null || view.available.includes('rate')) && (
        <RateForm
          rating={view.rating}
          open={view.available.includes('rate')}
          onRate={(score, comment) => command({ kind: 'rate', score, comment })}
        />
      )}
      {view.available.includes('reopen') && <Reopen command={command} />}
      <Actions view={view} command={command} />
      <section className="field">
        <h2>{t('ticket.progress')}</h2>
        <Timeline entries={view.timeline} />
      </section>
      <NoticesCard number={number} token={token} />
      <section className="field">
        <h2>{t('ticket.matter')}</h2>
        <p className="told">{view.description}</p>
        {view.address !== '' && <p>{t('ticket.address', { address: view.address })}</p>}
        <FollowPhotos number={number} token={token} photos={view.photos} />
      </section>
    </div>
  )
}

/** Nothing to try again: number and code lead there. */
function Lost(): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="page">
      <h1>{t('ticket.lost')}</h1>
      <p role="alert">{t('ticket.lostText')}</p>
      <button type="button" className="lx-button lx-button-primary" onClick={() => go('/follow')}>
        {t('app.follow')}
      </button>
    </div>
  )
}

function Standing({ view }: { readonly view: FollowView }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <header className="standing">
      <p className="number">{t('ticket.number', { number: view.number })}</p>
      <h1>{view.title}</h1>
      <p>
        <StateTag state={view.state} />
      </p>
      <p>{t(`meaning.${view.state}`)}</p>
      <p>
        {t('ticket.holder', { name: view.holder.name })}
        {view.holder.telephone !== '' && (
          <>
            {' '}
            <a className="tel" href={`tel:${view.holder.telephone}`}>
              {view.holder.telephone}
            </a>
          </>
        )}
      </p>
      {/* A promise of an answer is no news once the answer stands below. */}
      {view.promisedAt !== null && view.publicReply === null && (
        <p>{t('ticket.promised', { when: formatInstant(view.promisedAt, lang) })}</p>
      )}
    </header>
  )
}
