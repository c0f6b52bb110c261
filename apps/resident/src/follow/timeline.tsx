import type { FollowView } from '@lianxin/contract'
import { formatInstant, stepKey, useLang, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

/** What happened so far, newest first; units by name, no persons. */
export function Timeline({ entries }: { readonly entries: FollowView['timeline'] }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  return (
    <ol className="timeline">
      {entries.toReversed().map((entry, index) => (
        <li key={entries.length - index}>
          <strong>{t(stepKey(entry.kind))}</strong>
          <time dateTime={entry.at}>{formatInstant(entry.at, lang)}</time>
          {entry.unitName !== null && <span>{entry.unitName}</span>}
          {entry.text !== null && <p>{entry.text}</p>}
        </li>
      ))}
    </ol>
  )
}
