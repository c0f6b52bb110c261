import { suggestClasses, type ClassSuggestion } from '@lianxin/contract'
import type { Position } from '@lianxin/domain'
import { useQuery } from '@tanstack/react-query'

import { call } from '../app/api.ts'
import { useMay } from '../app/session.tsx'

/** What a class is proposed by: the words of a matter and where it is. */
export interface ClassHint {
  readonly text: string
  readonly position: Position | null
  readonly gridId: string | null
}

/** Proposals hardly change while one matter is looked at. */
const FRESH_ms = 300_000

/**
 * Likely classes, the best first. Asked for when a matter is opened, so that they stand there when its form opens.
 * @returns  `waiting` while the answer is on its way; without a hint, the right or an answer there are none
 */
export function useClassHints(hint: ClassHint | undefined): {
  readonly items: readonly ClassSuggestion[]
  readonly waiting: boolean
} {
  const may = useMay('ticket.report')
  const query = {
    text: hint?.text.slice(0, 500),
    lon: hint?.position?.lon,
    lat: hint?.position?.lat,
    gridId: hint?.gridId ?? undefined,
  }
  const answer = useQuery({
    queryKey: ['class-hints', query],
    queryFn: ({ signal }) => call(suggestClasses, { query, signal }),
    enabled: hint !== undefined && may,
    staleTime: FRESH_ms,
  })
  return { items: answer.data?.items ?? [], waiting: answer.isLoading }
}

/** What the class of a ticket is proposed by. */
export function hintOf(ticket: {
  readonly title: string
  readonly description: string
  readonly position: Position | null
  readonly gridId: string | null
}): ClassHint {
  const { title, description, position, gridId } = ticket
  return { text: description.startsWith(title) ? description : `${title} ${description}`, position, gridId }
}
