const EBML = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84])

/** The beginning of a WebM file with one track of the named codec, and `size` bytes of noise behind it. */
export function webmWith(codec: 'A_OPUS' | 'V_VP8', size = 600): Buffer {
  return Buffer.concat([EBML, Buffer.from(`webm tracks ${codec}`), Buffer.alloc(size, 7)])
}
