import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'

import { sendFile, type Sending } from './send.ts'
import { shrinkPhoto } from './shrink.ts'

export interface PhotoItem {
  readonly key: string
  /** Local picture; '' for one that was uploaded before the page was opened again. */
  readonly preview: string
  /**
   * `kept`: safe on this device, waiting for the network. `unreadable`: a HEIC photo that neither this browser nor the
   * server can open; it is not sent.
   */
  readonly state: 'sending' | 'done' | 'failed' | 'kept' | 'unreadable'
  /** 0 to 1. */
  readonly progress: number
  readonly uploadId: string | null
}

export interface Photos {
  readonly items: readonly PhotoItem[]
  /** Tokens of the finished uploads, in order. */
  readonly uploadIds: readonly string[]
  readonly busy: boolean
  readonly failed: boolean
  add(files: Iterable<File>): void
  retry(key: string): void
  remove(key: string): void
  clear(): void
}

export interface PhotosOptions {
  /** Most photos of one report; the server takes nine. */
  readonly limit?: number
  readonly endpoint?: string
  /** Uploads finished before, of a draft. */
  readonly initialUploadIds?: readonly string[]
}

/** Photos made so far on this page; only to tell them apart. */
let made = 0

interface Kept {
  readonly file: Blob
  sending: Sending | null
}

/** Photos of a report: taken, made small, uploaded at once in resumable pieces, sent again or removed. */
export function usePhotos(options: PhotosOptions = {}): Photos {
  const { limit = 9, endpoint = '/api/v1/uploads' } = options
  const [items, setItems] = useState<readonly PhotoItem[]>(() =>
    (options.initialUploadIds ?? []).map((uploadId) => ({
      key: uploadId,
      preview: '',
      state: 'done',
      progress: 1,
      uploadId,
    })),
  )
  const kept = useRef(new Map<string, Kept>())
  const room = Math.max(0, limit - items.length)

  const change = useCallback((key: string, part: Partial<PhotoItem>) => {
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...part } : item)))
  }, [])

  const send = useCallback(
    (key: string) => {
      const photo = kept.current.get(key)
      if (!photo) return
      change(key, { state: 'sending', progress: 0 })
      photo.sending = sendFile(photo.file, {
        endpoint,
        onProgress: (progress) => change(key, { progress }),
        onDone: (uploadId) => change(key, { state: 'done', progress: 1, uploadId }),
        onFailed: () => change(key, { state: 'failed' }),
      })
    },
    [change, endpoint],
  )

  const add = useCallback(
    (files: Iterable<File>) => {
      for (const file of [...files].slice(0, room)) {
        const key = `photo-${(made += 1)}`
        const preview = URL.createObjectURL(file)
        setItems((all) => [...all, { key, preview, state: 'sending', progress: 0, uploadId: null }])
        const begin = async (): Promise<void> => {
          const small = await shrinkPhoto(file)
          if (small === null) return change(key, { state: 'unreadable' })
          kept.current.set(key, { file: small, sending: null })
          send(key)
        }
        void begin()
      }
    },
    [room, send, change],
  )

  const forget = useCallback((item: PhotoItem) => {
    kept.current.get(item.key)?.sending?.abort()
    kept.current.delete(item.key)
    if (item.preview !== '') URL.revokeObjectURL(item.preview)
  }, [])

  const remove = (key: string): void => {
    for (const item of items) if (item.key === key) forget(item)
    setItems((all) => all.filter((item) => item.key !== key))
  }
  const clear = (): void => {
    items.forEach(forget)
    setItems([])
  }

  useEffect(() => {
    const photos = kept.current
    return () => photos.forEach((photo) => photo.sending?.abort())
  }, [])

  // What did not get through goes again by itself once there is a network.
  const sendFailed = useEffectEvent(() => {
    for (const { key, state } of items) if (state === 'failed') send(key)
  })
  useEffect(() => {
    const online = (): void => sendFailed()
    window.addEventListener('online', online)
    return () => window.removeEventListener('online', online)
  }, [])

  const uploadIds = items.flatMap((item) => (item.uploadId === null ? [] : [item.uploadId]))
  return {
    items,
    uploadIds,
    busy: items.some((item) => item.state === 'sending'),
    failed: items.some((item) => item.state === 'failed'),
    add,
    retry: send,
    remove,
    clear,
  }
}
