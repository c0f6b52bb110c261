import { newId } from '@lianxin/client'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState, type ReactElement } from 'react'

import { Sheet } from '../app/sheet.tsx'

const LONGEST = 2000

/** A button that opens a sheet for a few words. What was typed stays; the same words pressed again count once. */
export function WordsSheet({
  word,
  hint,
  label,
  primary = false,
  onSend,
  onSent,
}: {
  readonly word: string
  readonly hint: string
  readonly label: string
  readonly primary?: boolean
  readonly onSend: (words: string, id: string) => Promise<unknown>
  readonly onSent: () => void
}): ReactElement {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const begun = useRef({ words: '', id: '' })
  const words = text.trim()
  const send = useMutation({
    mutationFn: () => {
      if (begun.current.words !== words) begun.current = { words, id: newId() }
      return onSend(words, begun.current.id)
    },
    onSuccess: () => {
      setText('')
      setOpen(false)
      onSent()
    },
  })
  return (
    <>
      <button type="button" className={`lx-button${primary ? ' lx-button-primary' : ''}`} onClick={() => setOpen(true)}>
        {word}
      </button>
      <Sheet open={isOpen} title={word} onClose={() => setOpen(false)}>
        <p className="lx-hint">{hint}</p>
        <label>
          {label}
          <textarea rows={4} value={text} maxLength={LONGEST} onChange={(event) => setText(event.target.value)} />
        </label>
        {send.isError && <ProblemView error={send.error} />}
        {send.isError && <p className="lx-hint">{t('inquiry.notSent')}</p>}
        <button
          type="button"
          className="lx-button lx-button-primary"
          disabled={send.isPending || words === ''}
          onClick={() => send.mutate()}
        >
          {t('act.send')}
        </button>
      </Sheet>
    </>
  )
}
