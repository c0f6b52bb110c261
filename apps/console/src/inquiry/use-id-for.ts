import { newId } from '@lianxin/client'
import { useRef } from 'react'

/** The id of what is sent: the same for the same words, so that sending them again after a broken line has one effect. */
export function useIdFor(): (words: string) => string {
  const last = useRef({ words: '', id: '' })
  return (words) => {
    if (last.current.id === '' || last.current.words !== words) last.current = { words, id: newId() }
    return last.current.id
  }
}
