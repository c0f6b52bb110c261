import { NetworkError, problemOf, ProblemError } from '@lianxin/client'
import { currentLang } from '@lianxin/ui'
import { sendFile } from '@lianxin/ui/upload'

const ENDPOINT = '/api/v1/uploads'
/** No piece within this time: the connection is only half there, better begin anew. */
const STALLED_MS = 30_000

/** The answer of the server inside an error of the upload protocol. */
interface TusError {
  readonly originalResponse?: { getStatus(): number; getBody(): string; getHeader(name: string): string | undefined }
}

async function tellMeaning(error: unknown, tell: (meaning: Error) => void): Promise<void> {
  tell(await meaningOf(error))
}

async function meaningOf(error: unknown): Promise<Error> {
  const answer = (error as TusError).originalResponse
  if (!answer || answer.getStatus() === 0) return new NetworkError(error)
  const type = answer.getHeader('content-type') ?? 'text/plain'
  const response = new Response(answer.getBody(), { status: answer.getStatus(), headers: { 'content-type': type } })
  return new ProblemError(await problemOf(response, currentLang()))
}

/** Uploads one photo or recording. @returns the token to name it by. @throws ProblemError, NetworkError */
export function uploadFile(blob: Blob, onProgress: (fraction: number) => void): Promise<string> {
  return new Promise((done, failed) => {
    let stalled: ReturnType<typeof setTimeout> | undefined
    const watch = (): void => {
      clearTimeout(stalled)
      stalled = setTimeout(() => {
        sending.abort()
        failed(new NetworkError('no progress'))
      }, STALLED_MS)
    }
    const sending = sendFile(blob, {
      endpoint: ENDPOINT,
      onProgress: (fraction) => {
        watch()
        onProgress(fraction)
      },
      onDone: (uploadId) => {
        clearTimeout(stalled)
        done(uploadId)
      },
      onFailed: (error) => {
        clearTimeout(stalled)
        void tellMeaning(error, failed)
      },
    })
    watch()
  })
}
