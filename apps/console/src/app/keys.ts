import { useEffect, useLayoutEffect, useRef } from 'react'

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"]'
const OVERLAY = '.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, dialog[open]'

/** Whether a single letter would land in a field or behind a dialog. */
export function isBusy(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  if (event.target instanceof Element && event.target.closest(TYPING)) return true
  return document.querySelector(OVERLAY) !== null
}

/** A press on a button or link that Enter and space already mean something for. */
const onControl = (event: KeyboardEvent): boolean =>
  (event.key === 'Enter' || event.key === ' ') &&
  event.target instanceof Element &&
  event.target.closest('button, a, [role="button"], [role="tab"], [role="menuitem"]') !== null

/**
 * Single-key shortcuts of a screen: key as in `KeyboardEvent.key` → what it does. Never while somebody types, never
 * behind a dialog.
 */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(keys)
  // Before anything is painted: a key pressed on what one sees must not act on what was there before.
  useLayoutEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isBusy(event) || onControl(event)) return
      const act = latest.current[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}

/** Whether a press is Ctrl K, or ⌘ K on a Mac. */
export const isPaletteKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
