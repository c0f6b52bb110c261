import type { Upload } from 'tus-js-client'

export interface Sending {
  readonly abort: () => void
}
export interface SendOptions {
  readonly endpoint: string
  readonly onProgress: (fraction: number) => void
  /** The finished upload's token, to be named in a report. */
  readonly onDone: (uploadId: string) => void
  readonly onFailed: (error: unknown) => void
}

/** Waits before the same piece is sent again; a lift or a cellar takes about that long. */
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 8_000]

const tokenOf = (url: string): string =>
  new URL(url, location.href).pathname.split('/').findLast((part) => part !== '') ?? ''

/** Sends one photo or recording in resumable pieces. The protocol's library is loaded at the first file, not with the page. */
export function sendFile(file: Blob, options: SendOptions): Sending {
  let upload: Upload | undefined
  let ended = false
  const start = async (): Promise<void> => {
    const tus = await import('tus-js-client')
    if (ended) return
    upload = new tus.Upload(file, {
      endpoint: options.endpoint,
      retryDelays: RETRY_DELAYS_MS,
      headers: { 'x-lianxin': '1' },
      metadata: { filetype: file.type },
      // Nothing of the file stays in the browser's store.
      storeFingerprintForResuming: false,
      onProgress: (sent, total) => options.onProgress(total === 0 ? 0 : sent / total),
      onSuccess: () => options.onDone(tokenOf(upload?.url ?? '')),
      onError: (error) => options.onFailed(error),
    })
    upload.start()
  }
  start().catch(options.onFailed)
  return {
    abort: () => {
      ended = true
      upload?.abort().catch(options.onFailed)
    },
  }
}
