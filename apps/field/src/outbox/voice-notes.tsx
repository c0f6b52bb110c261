import { HoldToTalk, VoicePlayer } from '@lianxin/ui/upload'
import { useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { MOST_VOICES, type KeptFiles } from './kept-files.ts'

/** What was said so far; each can be heard and removed. */
export function VoiceNotes({ files }: { readonly files: KeptFiles }): ReactElement | null {
  const { t } = useTranslation()
  if (files.voices.length === 0) return null
  return (
    <ul className="lx-voices">
      {files.voices.map((voice) => (
        <li key={voice.key}>
          <VoicePlayer source={voice.blob} duration_ms={voice.duration_ms ?? 0} />
          <button
            type="button"
            className="lx-button"
            aria-label={t('voice.remove')}
            onClick={() => files.removeFile(voice.key)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The button that records; off while there are enough. */
export function TalkButton({ files }: { readonly files: KeptFiles }): ReactElement {
  return <HoldToTalk onRecorded={files.addVoice} disabled={files.voices.length >= MOST_VOICES} />
}
