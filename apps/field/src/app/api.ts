import { createClient } from '@lianxin/client'
import { OfflineLog } from '@lianxin/client/offline'
import { currentLang } from '@lianxin/ui'
import { QueryClient } from '@tanstack/react-query'

/** The server's answers in memory; what may stay on the telephone without a network, `remembered` keeps in the log. */
export const queries = new QueryClient({
  defaultOptions: {
    // The client repeats by itself; what fails after that is shown.
    queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

const shared = {
  lang: currentLang,
  onSignedOut: (): void => {
    queries.setQueryData(['session'], null)
  },
}
export const { call, urlOf } = createClient(shared)
/** Tries once: for what has something to fall back on, or repeats by itself. */
export const { call: callOnce } = createClient({ ...shared, retryAfter_ms: [] })

/** Everything this telephone keeps for its people. */
export const log = new OfflineLog()

/** Errors that change nothing for the person are told to whoever looks into the browser's console. */
export const reportFault = (error: unknown): void => console.error(error)
