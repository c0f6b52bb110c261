import { Refusal } from '../refusal.ts'

/** A minute of speech in the bit rates browsers record with, and room to spare. */
export const MAX_VOICE_MIB = 2
const MAX_VOICE_BYTES = MAX_VOICE_MIB * 1024 * 1024

export type VoiceType = 'audio/webm' | 'audio/mp4' | 'audio/ogg'

const EBML = Buffer.from([0x1a, 0x45, 0xdf, 0xa3])
/** The tracks are described before the first sound. */
const HEAD_BYTES = 8192

/** The containers browsers record into; undefined for everything else, pictures among it. */
function containerOf(bytes: Buffer): VoiceType | undefined {
  if (bytes.subarray(0, 4).equals(EBML)) return 'audio/webm'
  if (bytes.subarray(0, 4).toString('latin1') === 'OggS') return 'audio/ogg'
  const box = bytes.subarray(4, 8).toString('latin1')
  const brand = bytes.subarray(8, 12).toString('latin1')
  return box === 'ftyp' && /^(M4A|isom|iso\d|mp4\d|dash|cmf)/.test(brand) ? 'audio/mp4' : undefined
}

const SOUND = { 'audio/webm': /A_OPUS|A_VORBIS/, 'audio/ogg': /OpusHead|vorbis/, 'audio/mp4': /mp4a|Opus/ } as const
const PICTURES = { 'audio/webm': /V_[A-Z]/, 'audio/ogg': /theora/, 'audio/mp4': /vide|avc1|hvc1|av01/ } as const

/**
 * Tells by its bytes whether an upload is a recording and checks that it holds sound only.
 * @returns    undefined where it is no recording at all
 * @throws     Refusal voice.not_audio for a film or an unknown sound, voice.too_large
 */
export function voiceTypeOf(bytes: Buffer): VoiceType | undefined {
  const container = containerOf(bytes)
  if (container === undefined) return undefined
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1')
  if (!SOUND[container].test(head) || PICTURES[container].test(head)) throw new Refusal('voice.not_audio')
  if (bytes.length > MAX_VOICE_BYTES) throw new Refusal('voice.too_large', { limitMiB: MAX_VOICE_MIB })
  return container
}
