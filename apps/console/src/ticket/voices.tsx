import { readVoice, type TicketDetail } from '@lianxin/contract'
import { VoicePlayer } from '@lianxin/ui/upload'
import { useTranslation } from 'react-i18next'

import { urlOf } from '../app/api.ts'

/** What was said on the spot, in the order it came. */
export function Voices({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  if (ticket.voices.length === 0) return null
  return (
    <section className="lc-section">
      <h3>{t('voice.title')}</h3>
      <ul className="lx-voices">
        {ticket.voices.map(({ id, duration_ms }) => (
          <li key={id}>
            <VoicePlayer
              source={urlOf(readVoice, { params: { ticketId: ticket.id, voiceId: id } })}
              duration_ms={duration_ms}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
