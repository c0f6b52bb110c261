import { createClient } from '@lianxin/client'
import { currentLang } from '@lianxin/ui'
import { QueryClient } from '@tanstack/react-query'

/** The server's answers, in memory only: nothing of residents stays on the telephone. */
export const queries = new QueryClient({
  defaultOptions: {
    // The client repeats by itself; what fails after that is shown.
    queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false, networkMode: 'always' },
  },
})

export const { call, urlOf } = createClient({
  lang: currentLang,
  onSignedOut: () => queries.setQueryData(['session'], null),
})
