import type { TicketDetail } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { VoicePlayer } from '@lianxin/ui/upload'
import type { ReactElement } from 'react'

import { urlOf } from '../app/api.ts'
import { readVoice } from '../app/operations.ts'

/** What colleagues said about it, in the order they said it. */
export function TicketVoices({ ticket }: { readonly ticket: TicketDetail }): ReactElement | null {
  const [lang] = useLang()
  if (ticket.voices.length === 0) return null
  return (
    <ul className="lx-voices">
      {ticket.voices.map((voice) => (
        <li key={voice.id}>
          <VoicePlayer
            source={urlOf(readVoice, { params: { ticketId: ticket.id, voiceId: voice.id } })}
            duration_ms={voice.duration_ms}
          />
          <time dateTime={voice.at} className="lx-hint">
            {formatInstant(voice.at, lang)}
          </time>
        </li>
      ))}
    </ul>
  )
}
