import { useSyncExternalStore } from 'react'

import { reportFault } from './api.ts'

const listeners = new Set<() => void>()
let waiting: ServiceWorker | null = null

function show(worker: ServiceWorker | null): void {
  waiting = worker
  for (const listener of listeners) listener()
}

/** A worker that finished installing beside a running one is a newer version of the page. */
function watch(worker: ServiceWorker): void {
  const look = (): void => {
    if (worker.state === 'installed' && navigator.serviceWorker.controller) show(worker)
  }
  look()
  worker.addEventListener('statechange', look)
}

/** Keeping the files must not hold up the first look at them. */
const REST_WITHIN_MS = 5_000

/** When the page has been drawn and has nothing to do. */
function firstRest(): Promise<void> {
  return new Promise((done) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => done(), { timeout: REST_WITHIN_MS })
    else setTimeout(done, REST_WITHIN_MS)
  })
}

/** Often enough for a page that stays open all day. */
const LOOK_EVERY_MS = 30 * 60_000

/**
 * Makes the page open without a network: its files are kept by a service worker, nothing of the API ever is. Browsers
 * allow it on HTTPS and on this machine only; elsewhere the page works as before.
 */
export async function setUpInstall(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  await firstRest()
  const base = import.meta.env.BASE_URL
  const registration = await navigator.serviceWorker.register(`${base}sw.js`, { scope: base })
  if (registration.waiting) watch(registration.waiting)
  registration.addEventListener('updatefound', () => {
    if (registration.installing) watch(registration.installing)
  })
  setInterval(() => void registration.update().catch(reportFault), LOOK_EVERY_MS)
}

function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  waiting?.postMessage({ type: 'SKIP_WAITING' })
}

/** Puts the newer version in; null where there is none. */
export function useNewVersion(): (() => void) | null {
  const worker = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
  return worker && takeNewVersion
}
