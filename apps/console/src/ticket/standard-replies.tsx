import type { TicketDetail } from '@lianxin/contract'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { matches, useSpell } from '../app/pinyin.ts'
import { factsForReply, fillReply, nextReply } from './fill-reply.ts'

/** Beyond so many a list is searched, not read. */
const SEARCH_FROM = 4
const MOST_KEYS = 9

interface RepliesProps {
  readonly replies: readonly string[]
  readonly onInsert: (text: string) => void
}

/** The standard replies of the ticket's class, with its facts put in. */
export function useReplies(ticket: TicketDetail, templates: readonly string[]): readonly string[] {
  const facts = factsForReply(ticket)
  return templates.map((template) => fillReply(template, facts))
}

/** Which reply a key stands for: Alt with a digit picks one, F2 takes the next in turn. */
export function replyOfKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'altKey'>,
  replies: readonly string[],
  current: string,
): string | undefined {
  if (event.key === 'F2') return nextReply(current, replies)
  const digit = event.altKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined
  return digit === undefined ? undefined : replies[Number(digit) - 1]
}

/** Standard replies to take over with a click or a key; a long list is searched by words, pinyin and initials. */
export function StandardReplies({ replies, onInsert }: RepliesProps) {
  const { t } = useTranslation()
  const id = useId()
  const spell = useSpell()
  const [question, setQuestion] = useState('')
  if (replies.length === 0) return null
  const shown = replies
    .map((reply, index) => ({ reply, index }))
    .filter(({ reply }) => question === '' || matches(spell(reply), question))
  return (
    <div className="lc-replies" role="group" aria-label={t('replies.title')}>
      <span className="lc-soft">
        {t('replies.title')} <kbd>F2</kbd>
      </span>
      {replies.length >= SEARCH_FROM && (
        <Input
          id={`${id}-q`}
          size="small"
          allowClear
          aria-label={t('replies.search')}
          placeholder={t('replies.search')}
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
          onKeyDown={(event) => {
            const [first] = shown
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !first) return
            event.preventDefault()
            onInsert(first.reply)
          }}
        />
      )}
      <ul>
        {shown.map(({ reply, index }) => (
          <li key={reply}>
            <Button size="small" title={reply} onClick={() => onInsert(reply)}>
              {index < MOST_KEYS && <kbd>Alt {index + 1}</kbd>}
              <span className="lc-ellipsis">{reply}</span>
            </Button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <span className="lc-soft">{t('replies.none')}</span>}
    </div>
  )
}
