import { newId } from '@lianxin/client'
import type { KeptFile } from '@lianxin/client/offline'
import { shrinkPhoto, type PhotoItem, type Photos, type Recording } from '@lianxin/ui/upload'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { log, reportFault } from '../app/api.ts'
import { accountOf, useActing } from '../app/session.ts'
import { outbox } from './outbox.ts'
import { useProgress } from './progress.ts'

const NONE: readonly KeptFile[] = []
const MOST_PHOTOS = 9
/** Most voice notes of one act; as many as the contract allows. */
export const MOST_VOICES = 3

/** Photos and voice notes of an act being prepared: on the telephone's disk from the first moment, uploaded ahead. */
export interface KeptFiles {
  readonly photos: Photos
  readonly voices: readonly KeptFile[]
  addVoice(recording: Recording): void
  /** Files taken and not yet on the disk: they are made small first. */
  readonly preparing: number
  /** Waits until everything taken is on the disk. */
  settled(): Promise<void>
  removeFile(key: string): void
  /** Whether the disk was looked at. */
  readonly isLoaded: boolean
}

function stateOf(file: KeptFile, fraction: number | undefined): PhotoItem['state'] {
  if (file.problem) return 'failed'
  if (file.uploadId !== null) return 'done'
  return fraction === undefined ? 'kept' : 'sending'
}

/** Local addresses of the pictures, given back when they are gone. */
function usePreviews(files: readonly KeptFile[]): ReadonlyMap<string, string> {
  const [previews, setPreviews] = useState<ReadonlyMap<string, string>>(new Map())
  const keys = files.map(({ key }) => key).join(' ')
  useEffect(() => {
    const made = new Map(files.map((file) => [file.key, URL.createObjectURL(file.blob)]))
    setPreviews(made)
    return () => {
      for (const url of made.values()) URL.revokeObjectURL(url)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- the bytes of a file never change, only which files there are
  }, [keys])
  return previews
}

/** @param actId id of the act they will belong to */
export function useKeptFiles(actId: string): KeptFiles {
  const account = accountOf(useActing())
  const [found, setFound] = useState<readonly KeptFile[] | null>(null)
  const files = found ?? NONE
  useEffect(() => log.watchFiles(actId, setFound, reportFault), [actId])
  const pictures = useMemo(() => files.filter(({ kind }) => kind === 'photo'), [files])
  const fractions = useProgress(pictures.map(({ key }) => key))
  const previews = usePreviews(pictures)

  const [preparing, setPreparing] = useState(0)
  const pending = useRef<Promise<void>>(Promise.resolve())
  /** One after the other, so that photos keep their order. */
  const prepare = (work: () => Promise<void>): void => {
    setPreparing((n) => n + 1)
    pending.current = pending.current
      .then(work)
      .catch(reportFault)
      .finally(() => setPreparing((n) => n - 1))
  }

  const keep = useCallback(
    async (blob: Blob, part: Pick<KeptFile, 'kind' | 'duration_ms'>) => {
      const file = { key: newId(), actId, account, blob, uploadId: null, problem: null, made_ms: Date.now(), ...part }
      await log.putFile(file)
      outbox.wake()
    },
    [account, actId],
  )
  const addPhotos = async (given: readonly File[]): Promise<void> => {
    // One that cannot be opened here is kept as it is: the server says what is wrong with it.
    for (const file of given) await keep((await shrinkPhoto(file)) ?? file, { kind: 'photo', duration_ms: null })
  }
  const removeFile = (key: string): void => void log.removeFile(key).catch(reportFault)
  const retry = async (key: string): Promise<void> => {
    await log.changeFile(key, { problem: null })
    outbox.wake()
  }
  const items = pictures.map((file): PhotoItem => {
    const fraction = fractions.get(file.key)
    const { key, uploadId } = file
    return { key, uploadId, preview: previews.get(key) ?? '', state: stateOf(file, fraction), progress: fraction ?? 0 }
  })
  return {
    photos: {
      items,
      uploadIds: items.flatMap(({ uploadId }) => uploadId ?? []),
      busy: false,
      failed: items.some(({ state }) => state === 'failed'),
      add: (given) => {
        const files = [...given].slice(0, MOST_PHOTOS - items.length)
        prepare(() => addPhotos(files))
      },
      retry: (key) => void retry(key).catch(reportFault),
      remove: removeFile,
      clear: () => void log.removeFiles(actId).catch(reportFault),
    },
    voices: files.filter(({ kind }) => kind === 'voice'),
    addVoice: ({ blob, duration_ms }) => prepare(() => keep(blob, { kind: 'voice', duration_ms })),
    preparing,
    settled: () => pending.current,
    removeFile,
    isLoaded: found !== null,
  }
}
