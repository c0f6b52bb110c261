import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef, useState, type RefObject } from 'react'

export interface Words {
  readonly zh: string
  readonly en: string
}

/** The words of a form in both languages, and where the cursor stands in the Chinese ones. */
export function useWords(first: Words): Words & {
  readonly area: RefObject<TextAreaRef | null>
  readonly write: (part: Partial<Words>) => void
  /** Puts a hole where the cursor stands. */
  readonly insert: (name: string) => void
} {
  const area = useRef<TextAreaRef>(null)
  const [words, setWords] = useState(first)
  const write = (part: Partial<Words>) => setWords((before) => ({ ...before, ...part }))
  const insert = (name: string) => {
    const field = area.current?.resizableTextArea?.textArea
    const at = field?.selectionStart ?? words.zh.length
    write({ zh: `${words.zh.slice(0, at)}{${name}}${words.zh.slice(field?.selectionEnd ?? at)}` })
    field?.focus()
  }
  return { ...words, area, write, insert }
}

/** The same changes, each of which first forgets what was wrong with the words before. */
export function afterForgetting(
  forget: () => void,
  { write, insert }: Pick<ReturnType<typeof useWords>, 'write' | 'insert'>,
): Pick<ReturnType<typeof useWords>, 'write' | 'insert'> {
  return {
    write: (part) => {
      forget()
      write(part)
    },
    insert: (name) => {
      forget()
      insert(name)
    },
  }
}
