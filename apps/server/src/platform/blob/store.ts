import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

import { errorCode } from '../postgres/errno.ts'

/** Keeps bytes by id. A local folder by default; an object store can take its place. */
export interface BlobStore {
  /** Keeps the bytes for good before it answers; writing the same id again replaces them. */
  put(id: string, bytes: Uint8Array): Promise<void>
  find(id: string): Promise<Buffer | undefined>
  /** For sending on; fails with the stream's error where there is no such id. */
  stream(id: string): Readable
  /** Deleting what is not there is no error. */
  delete(id: string): Promise<void>
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{7,99}$/

/** A store in a folder, spread over 256 sub-folders. */
export function folderStore(folder: string): BlobStore {
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new Error('a blob id has 8 to 100 letters, digits, - or _')
    return join(folder, id.slice(-2).toLowerCase(), id)
  }
  return {
    async put(id, bytes) {
      const path = pathOf(id)
      await mkdir(dirname(path), { recursive: true })
      const partial = `${path}.${process.pid}.${process.hrtime.bigint()}`
      const file = await open(partial, 'w', 0o640)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, path)
    },
    find: (id) =>
      readFile(pathOf(id)).catch((cause: unknown) => {
        if (errorCode(cause) === 'ENOENT') return undefined
        throw cause
      }),
    stream: (id) => createReadStream(pathOf(id)),
    delete: (id) => rm(pathOf(id), { force: true }),
  }
}
