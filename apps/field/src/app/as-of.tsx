import { formatInstant, useLang, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import type { Seen } from './remembered.ts'
import { useOnline } from './use-online.ts'

/** Says that what is shown was seen before and may have changed; nothing where it is from just now. */
export function AsOf({
  seen,
  updated_ms,
}: {
  readonly seen: Seen<unknown> | undefined
  /** When this page got it, for the case that the network goes while it is open. */
  readonly updated_ms: number
}): ReactElement | null {
  const online = useOnline()
  const at_ms = seen && (seen.asOf_ms ?? (online ? null : updated_ms))
  const { t } = useTranslation()
  const [lang] = useLang()
  if (at_ms === null || at_ms === undefined) return null
  return (
    <p className="as-of" role="status">
      {t('offline.asOf', { time: formatInstant(at_ms, lang) })}
    </p>
  )
}
