import { expect, test } from 'vitest'

import { webmWith } from '../../testing/voice.ts'
import { voiceTypeOf } from './audio.ts'

const mp4 = (boxes: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftypiso5    ${boxes}`)])
const codeOf = (bytes: Buffer): unknown => {
  try {
    return voiceTypeOf(bytes)
  } catch (refusal) {
    return (refusal as { code: string }).code
  }
}

test.each([
  ['opus in WebM', webmWith('A_OPUS'), 'audio/webm'],
  ['a film in WebM', webmWith('V_VP8'), 'voice.not_audio'],
  ['sound beside a picture', Buffer.concat([webmWith('A_OPUS', 0), Buffer.from('V_VP9')]), 'voice.not_audio'],
  ['sound of a Safari recording', mp4('moov soun mp4a'), 'audio/mp4'],
  ['a film of a telephone', mp4('moov vide avc1 soun mp4a'), 'voice.not_audio'],
  ['opus in Ogg', Buffer.from('OggS....OpusHead'), 'audio/ogg'],
  ['a HEIC photo', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic')]), undefined],
  ['a text', Buffer.from('hello'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
  ['an hour of speech', webmWith('A_OPUS', 2 * 1024 * 1024), 'voice.too_large'],
])('%s', (_name, bytes, wanted) => expect(codeOf(bytes)).toBe(wanted))
