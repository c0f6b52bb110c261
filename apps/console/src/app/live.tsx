import { live, type LiveState } from '@lianxin/client'
import type { LiveMessage, TicketChanged, TicketPresence } from '@lianxin/contract'
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'

import { queryClient } from './queries.ts'

interface LiveValue {
  readonly state: LiveState
  /** When the last sign of life came from the server, epoch ms. */
  readonly asOf: number
  /** Calls back on every change of a ticket this session may see. */
  readonly onTicket: (listener: (change: TicketChanged) => void) => () => void
  /** Calls back when somebody else opens, edits or leaves a ticket that is open here. */
  readonly onPresence: (listener: (presence: TicketPresence) => void) => () => void
}

/** The browser notices a pulled cable at once, an idle stream only minutes later. */
function watchNetwork(changed: () => void): () => void {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

const LiveContext = createContext<LiveValue | null>(null)

/** State of the live stream and its messages. */
export function useLive(): LiveValue {
  const value = useContext(LiveContext)
  if (!value) throw new Error('useLive outside of LiveProvider')
  return value
}

/** Counts are cheap but a burst of changes is common: at most one question in this time. */
const COUNTS_EVERY_ms = 1_000

/** Keeps the one stream of the console and turns its messages into fresh answers of the cache. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<LiveState>('connecting')
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine)
  const [asOf, setAsOf] = useState(() => Date.now())
  const listeners = useRef(new Set<(change: TicketChanged) => void>())
  const present = useRef(new Set<(presence: TicketPresence) => void>())

  useEffect(() => {
    let counts: ReturnType<typeof setTimeout> | null = null
    const refreshCounts = () => {
      counts ??= setTimeout(() => {
        counts = null
        void queryClient.invalidateQueries({ queryKey: ['ticket-counts'] })
        void queryClient.invalidateQueries({ queryKey: ['ticket-map'] })
      }, COUNTS_EVERY_ms)
    }
    const take = (message: LiveMessage) => {
      setAsOf(Date.now())
      if (message.topic === 'ticket.presence') {
        for (const listener of present.current) listener(message.payload)
      } else if (message.topic === 'ticket.changed') {
        void queryClient.invalidateQueries({ queryKey: ['ticket', message.payload.ticketId] })
        refreshCounts()
        for (const listener of listeners.current) listener(message.payload)
      } else if (message.topic === 'inquiry.changed') {
        void queryClient.invalidateQueries({ queryKey: ['ticket', message.payload.ticketId, 'inquiries'] })
        void queryClient.invalidateQueries({ queryKey: ['inquiries'] })
      } else if (message.topic === 'ticket.alarm') {
        void queryClient.invalidateQueries({ queryKey: ['alarms'] })
      } else if (message.topic === 'order.changed') {
        void queryClient.invalidateQueries({ queryKey: ['orders'] })
      } else if (message.topic === 'grids.activated') {
        void queryClient.invalidateQueries({ queryKey: ['grids'] })
        void queryClient.invalidateQueries({ queryKey: ['grid'] })
      } else {
        void queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
      }
    }
    const stop = live({
      onMessage: take,
      onState: (next) => {
        setState(next)
        if (next === 'open') setAsOf(Date.now())
      },
    })
    return () => {
      stop()
      if (counts) clearTimeout(counts)
    }
  }, [])

  // Stays the same function: who listens must not start anew, and lose what it has planned, with every message.
  const onTicket = useCallback<LiveValue['onTicket']>((listener) => {
    listeners.current.add(listener)
    return () => listeners.current.delete(listener)
  }, [])
  const onPresence = useCallback<LiveValue['onPresence']>((listener) => {
    present.current.add(listener)
    return () => present.current.delete(listener)
  }, [])
  const value = useMemo<LiveValue>(
    () => ({ state: online ? state : 'lost', asOf, onTicket, onPresence }),
    [online, state, asOf, onTicket, onPresence],
  )
  return <LiveContext value={value}>{children}</LiveContext>
}
