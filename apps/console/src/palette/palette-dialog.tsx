import { SearchOutlined } from '@ant-design/icons'
import { comparable } from '@lianxin/domain'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useIsPhone } from '../app/shown-look.ts'
import { findAmong, sectionsOf } from './find.ts'
import type { Entry, Section } from './entries.ts'
import { PaletteList } from './palette-list.tsx'
import { recentEntries } from './recent.ts'
import { useAsked } from './use-asked.ts'
import { useAtHand } from './use-at-hand.ts'

interface DialogProps {
  readonly onChoose: (entry: Entry) => void
  readonly onClose: () => void
}

/** What the server found stands below what is at hand and answers as well; the very name stands first. */
const ASKED_RANK = 4
const rankOfAsked = (entry: Entry, question: string): number =>
  comparable(entry.name) === comparable(question) ? 0 : ASKED_RANK

/** The lines for a question; for none, the last choices and what can be done here. */
function useSections(question: string): { readonly sections: readonly Section[]; readonly state: string } {
  const atHand = useAtHand()
  const { entries, state } = useAsked(question)
  const sections = useMemo(() => {
    if (question.trim() === '') {
      const all = atHand.map(({ entry }) => entry)
      const here = all.filter(({ group }) => group !== 'units')
      return sectionsOf([...recentEntries(all), ...here].map((entry) => ({ entry, rank: 0 })))
    }
    const asked = entries.map((entry) => ({ entry, rank: rankOfAsked(entry, question) }))
    return sectionsOf([...findAmong(atHand, question), ...asked])
  }, [question, atHand, entries])
  return { sections, state }
}

/** The open palette: a field that keeps the focus, and the lines below it (combobox with a list, WAI-ARIA). */
export function PaletteDialog({ onChoose, onClose }: DialogProps) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [question, setQuestion] = useState('')
  const [at, setAt] = useState(0)
  const { sections, state } = useSections(question)
  const entries = sections.flatMap((section) => section.entries)
  const index = Math.min(at, Math.max(0, entries.length - 1))
  const active = entries[index]

  useLayoutEffect(() => {
    const shown = dialog.current
    const before = document.activeElement
    shown?.showModal()
    return () => {
      shown?.close()
      // Back to where one was typing, so that the next key lands there.
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const activeId = active && `${id}-${index}`
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const move = (by: number) => setAt((index + by + entries.length) % Math.max(1, entries.length))
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => setAt(Math.min(index + 8, entries.length - 1)),
    PageUp: () => setAt(Math.max(index - 8, 0)),
    Enter: () => active && onChoose(active),
    Escape: onClose,
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a press beside it closes it; Esc does the same
    <dialog
      ref={dialog}
      className="lc-palette"
      aria-label={t('palette.title')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onMouseDown={(event) => event.target === dialog.current && onClose()}
    >
      <div className="lc-palette-field">
        <SearchOutlined aria-hidden />
        <input
          role="combobox"
          autoFocus
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          {...(activeId ? { 'aria-activedescendant': activeId } : {})}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={question}
          onChange={(event) => {
            setQuestion(event.target.value)
            setAt(0)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            const act = KEYS[event.key]
            if (!act) return
            event.preventDefault()
            act()
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <PaletteList id={id} sections={sections} activeIndex={index} onPoint={setAt} onChoose={onChoose} />
      <p className="lc-palette-state" role="status">
        {state === 'offline' || state === 'failed' || state === 'asking'
          ? t(`palette.state.${state}`)
          : entries.length === 0
            ? t('palette.none')
            : t(isPhone ? 'palette.foundByTouch' : 'palette.found', { count: entries.length })}
      </p>
    </dialog>
  )
}
