import { Outbox, type Act, type Identity } from '@lianxin/client/offline'
import { useSyncExternalStore } from 'react'

import { callOnce, log, queries, reportFault } from '../app/api.ts'
import { progress } from './progress.ts'
import { uploadFile } from './upload.ts'

const NONE: readonly Act[] = []
const listeners = new Set<() => void>()
let acts = NONE
let unwatch = (): void => undefined
let identity: Identity | null = null

function show(next: readonly Act[]): void {
  acts = next
  for (const listener of listeners) listener()
}

/** Sends what was done on this telephone; see `packages/client/src/offline`. */
export const outbox = new Outbox({
  log,
  call: callOnce,
  upload: uploadFile,
  onProgress: progress.put,
  onFault: reportFault,
  onDelivered: (act) => {
    void queries.invalidateQueries({ queryKey: ['tickets'] })
    void queries.invalidateQueries({ queryKey: ['counts'] })
    void queries.invalidateQueries({ queryKey: ['ticket', act.lane] })
  },
})

/** Takes up the work of whoever is signed in; null lets it rest. */
export async function startOutbox(next: Identity | null): Promise<void> {
  if (next?.account !== identity?.account) {
    unwatch()
    unwatch = (): void => undefined
    show(NONE)
    if (next) {
      unwatch = log.watch(next.account, show, reportFault)
      await log.tidy(next.account, Date.now())
    }
  }
  identity = next
  await outbox.start(next)
}

window.addEventListener('online', () => void outbox.hurry().catch(reportFault))
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void outbox.hurry().catch(reportFault)
})

/** Everything done on this telephone by the person signed in, also by another page of this browser, the oldest first. */
export function useActs(): readonly Act[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => acts,
  )
}

/** Acts the server does not have. */
export function useUnsent(): readonly Act[] {
  return useActs().filter(({ state }) => state !== 'delivered')
}
