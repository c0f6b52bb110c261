import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { draftsStore } from '../app/drafts.ts'

/** Whether what was typed into a form has reached the disk of this machine. */
export function DraftMark({ draft }: { readonly draft: string }) {
  const { t } = useTranslation()
  const drafts = useSyncExternalStore(draftsStore.subscribe, draftsStore.get)
  const kept = useSyncExternalStore(draftsStore.subscribe, draftsStore.kept)
  return drafts.has(draft) ? <small className="lc-soft lc-draft-mark">{t(`draft.disk.${kept}`)}</small> : null
}
