import { useLang } from '@lianxin/ui'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { gridIdOf } from '../map/place-picker.tsx'
import { useClassHints } from '../ticket/class-hint.ts'
import type { ReportDraft } from './draft.ts'
import { useSettled } from './use-settled.ts'

/** Proposals shown; the picker beside them holds the rest of the catalogue. */
const SHOWN = 4

interface ChipsProps {
  readonly draft: ReportDraft
  readonly onChoose: (classCode: string) => void
  /** After one was taken by space or Enter: on to the next question. */
  readonly onTaken: () => void
}

/** Likely classes while the call-taker types: Tab into them, arrows to choose, space to take. None is chosen by itself. */
export function ClassChips({ draft, onChoose, onTaken }: ChipsProps) {
  const { t } = useTranslation()
  const [language] = useLang()
  const name = useId()
  const text = useSettled(draft.description.trim())
  const hint = { text, position: draft.place.position, gridId: gridIdOf(draft.place) }
  const { items } = useClassHints(text === '' ? undefined : hint)
  if (items.length === 0) return null
  return (
    <div role="radiogroup" aria-label={t('intake.likelyClasses')} className="lc-chips">
      {items.slice(0, SHOWN).map((item) => (
        <label key={item.code} className="lc-chip">
          <input
            type="radio"
            name={name}
            value={item.code}
            checked={draft.classCode === item.code}
            onChange={() => onChoose(item.code)}
            onKeyDown={(event) => {
              // Arrows choose and stay; space or Enter takes it and goes on.
              if ((event.key !== 'Enter' && event.key !== ' ') || event.ctrlKey || event.metaKey) return
              event.preventDefault()
              onChoose(item.code)
              onTaken()
            }}
          />
          {item.name[language] || item.name.zh}
        </label>
      ))}
    </div>
  )
}
