import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * Whether the page is being put on paper: by its button, by the browser's menu, or into a PDF.
 * @returns when it began, epoch ms; null while it is only looked at
 */
export function usePrinting(): number | null {
  const [printing, setPrinting] = useState<number | null>(null)
  useEffect(() => {
    const paper = matchMedia('print')
    // The browser takes its picture as soon as the event is over.
    const begin = () => flushSync(() => setPrinting(Date.now()))
    const end = () => setPrinting(null)
    const change = () => (paper.matches ? begin() : end())
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    paper.addEventListener('change', change)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
      paper.removeEventListener('change', change)
    }
  }, [])
  return printing
}
