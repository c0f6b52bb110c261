import { useEffect } from 'react'

/**
 * A table pushed sideways inside its frame must be reachable by keyboard (WCAG 2.1.1): frames of tables that are wider
 * than they show become a stop of the tab key. The component library has no word for it.
 */
export function useScrollStops(): void {
  useEffect(() => {
    const frames = document.getElementsByClassName('ant-table-content')
    const mark = (): void => {
      for (const frame of frames)
        if (frame instanceof HTMLElement) {
          const stop = frame.scrollWidth > frame.clientWidth
          if (stop !== frame.hasAttribute('tabindex')) frame.toggleAttribute('tabindex', stop)
          if (stop && frame.tabIndex !== 0) frame.tabIndex = 0
        }
    }
    let asked = 0
    const later = (): void => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(mark)
    }
    const grown = new MutationObserver(later)
    grown.observe(document.body, { childList: true, subtree: true })
    const turned = new ResizeObserver(later)
    turned.observe(document.body)
    return () => {
      cancelAnimationFrame(asked)
      grown.disconnect()
      turned.disconnect()
    }
  }, [])
}
