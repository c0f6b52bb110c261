import { useQuery } from '@tanstack/react-query'

import { useMay } from '../app/session.tsx'
import { casesQuery } from './queries.ts'

/** How many cases wait for this post: its unit is to speak, or it is to decide or to answer. */
export function useWaiting(): number {
  const speaks = useMay('responsibility.speak')
  const decides = useMay('responsibility.decide')
  const { data } = useQuery({ ...casesQuery('hearing'), enabled: speaks || decides })
  return data?.waiting ?? 0
}
