import { useSyncExternalStore } from 'react'

/** As in tokens.css and phone.css: below it a page is held in a hand. */
const PHONE = matchMedia('(max-width: 640px)')

function subscribe(changed: () => void): () => void {
  const watch = new MutationObserver(changed)
  watch.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-size'] })
  PHONE.addEventListener('change', changed)
  return () => {
    watch.disconnect()
    PHONE.removeEventListener('change', changed)
  }
}

/** What is shown now, in words: colours, size of type and device, such as `dark large phone`. */
export function shownLook(): string {
  const { theme = 'light', size = 'normal' } = document.documentElement.dataset
  return `${theme} ${size} ${PHONE.matches ? 'phone' : 'desk'}`
}

/** As `shownLook`; drawn again when it changes. */
export const useShownLook = (): string => useSyncExternalStore(subscribe, shownLook)

/** Whether the page is as narrow as a telephone. */
export const useIsPhone = (): boolean => useShownLook().endsWith('phone')

const scales = new Map<string, number>()

/** Asked while a list is scrolled: styles are read once for each look. */
function readScale(): number {
  const look = shownLook()
  const known = scales.get(look)
  if (known !== undefined) return known
  const read = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--lx-scale')) || 1
  scales.set(look, read)
  return read
}

/** How much larger than usual lengths are that script has to know, such as the height of a row; see tokens.css. */
export const useScale = (): number => useSyncExternalStore(subscribe, readScale)
