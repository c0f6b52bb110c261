import type { FollowView } from '@lianxin/contract'
import { formatInstant, stepKey, useLang, useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

/** What happened so far, newest first; units by name, no persons. */
export function Timeline({ entries }: { readonly entries: FollowView['timeline'] }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  // Stars changed twice are one judgement: the last.
  const told = entries.filter(({ kind }, index) => kind !== 'rated' || entries[index + 1]?.kind !== 'rated')
  return (
    <ol className="timeline">
      {told.toReversed().map((entry, index) => (
        <li key={told.length - index}>
          <strong>{t(stepKey(entry.kind))}</strong>
          <time dateTime={entry.at}>{formatInstant(entry.at, lang)}</time>
          {entry.unitName !== null && <span>{entry.unitName}</span>}
          {entry.text !== null && <p>{entry.text}</p>}
        </li>
      ))}
    </ol>
  )
}
