import { tellPresence, type PresentPerson } from '@lianxin/contract'
import { isNetworkError } from '@lianxin/ui'
import { useCallback, useEffect, useRef, useState } from 'react'

import { call, urlOf } from '../app/api.ts'
import { useLive } from '../app/live.tsx'
import { useSession } from '../app/session.tsx'

/** Half of the time after which a silent page counts as gone. */
const BEAT_EVERY_ms = 15_000
/** Leafing through the queue with j and k opens nothing for anybody else. */
const SETTLE_ms = 300
/** Nobody is at a desk where nothing was touched for so long; the session must be able to run out, too. */
const IDLE_ms = 300_000
const INPUTS = ['pointerdown', 'keydown', 'wheel'] as const

interface Seen extends PresentPerson {
  /** Epoch ms of this machine. */
  readonly until: number
}

let touchedAt = Date.now()
for (const name of INPUTS) addEventListener(name, () => (touchedAt = Date.now()), { passive: true, capture: true })

const isHere = (): boolean => document.visibilityState === 'visible' && Date.now() - touchedAt < IDLE_ms

/** Leaving a page that closes: the browser still sends it. */
const bodyOfLeaving = (): Blob => new Blob([JSON.stringify({ mode: 'left' })], { type: 'application/json' })

/**
 * Says that this ticket is open here, and knows who else has it open. Only while the page is looked at; nothing of it is
 * kept anywhere.
 * @param editing  a form of the ticket is open
 */
export function usePresence(ticketId: string, editing: boolean): readonly PresentPerson[] {
  const { onPresence, state } = useLive()
  const self = useSession().person.id
  const [seen, setSeen] = useState<readonly Seen[]>([])
  const told = useRef(false)
  const take = useCallback(
    (present: readonly PresentPerson[]) => {
      const now = Date.now()
      setSeen(
        present
          .filter(({ personId }) => personId !== self)
          .map((person) => ({ ...person, until: now + person.left_ms })),
      )
    },
    [self],
  )

  useEffect(
    () => onPresence((presence) => presence.ticketId === ticketId && take(presence.present)),
    [onPresence, ticketId, take],
  )

  const lost = state === 'lost'
  useEffect(() => {
    // Nobody hears without a stream; when it is back, all is told and asked anew.
    if (lost) return
    const tell = () => {
      if (!isHere()) return
      told.current = true
      call(tellPresence, { params: { ticketId }, body: { mode: editing ? 'editing' : 'viewing' } }).then(
        ({ present }) => take(present),
        (error: unknown) => isNetworkError(error) || console.info('presence is not told', error),
      )
    }
    const first = setTimeout(tell, SETTLE_ms)
    const beat = setInterval(tell, BEAT_EVERY_ms)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearTimeout(first)
      clearInterval(beat)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [ticketId, editing, take, lost])

  useEffect(() => {
    const leave = () => {
      if (told.current) navigator.sendBeacon(urlOf(tellPresence, { params: { ticketId } }), bodyOfLeaving())
      told.current = false
    }
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [ticketId])

  useEffect(() => {
    if (seen.length === 0) return
    const next = Math.min(...seen.map(({ until }) => until))
    const timer = setTimeout(
      () => setSeen((before) => before.filter(({ until }) => until > Date.now())),
      Math.max(0, next - Date.now()) + 50,
    )
    return () => clearTimeout(timer)
  }, [seen])

  return seen
}
