import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import type { FastifyReply, FastifyRequest } from 'fastify'

import { refuseForeignOrigin } from '../guard.ts'
import { preferredLanguage } from '../language.ts'
import { errorCode } from '../postgres/errno.ts'
import { problemOf, PROBLEM_TYPE } from '../problem.ts'
import { Refusal } from '../refusal.ts'
import { API, type Serving } from '../serve.ts'
import { voiceTypeOf, type VoiceType } from './audio.ts'
import { dhashOf } from './dhash.ts'
import { photoTooLarge, preparePhoto } from './image.ts'
import type { BlobStore } from './store.ts'

/** An upload that nobody put into a report or a step is deleted after a day. */
const UNCLAIMED_MS = 24 * 3_600_000
const MEBIBYTE = 1024 * 1024
const TOKEN = /^[0-9a-f]{32}$/
const PATH = `${API}/uploads`

/** What is known of an uploaded photo. Its bytes are in the blob store under the two ids. */
export interface UploadedPhoto {
  readonly blobId: string
  readonly thumbnailId: string
  readonly type: string
  readonly width: number
  readonly height: number
  readonly size_bytes: number
  readonly position?: { readonly lon: number; readonly lat: number }
  /** 64 letters of 0 and 1 (see `dhashOf`); left out for a picture of one tone. */
  readonly dhash?: string
}

/** What is known of an uploaded recording; its bytes are kept as they came. */
export interface UploadedVoice {
  readonly blobId: string
  readonly type: VoiceType
  readonly size_bytes: number
}
type Uploaded = UploadedPhoto | UploadedVoice

/** Uploads of photos and recordings, resumable by the tus protocol at /api/v1/uploads. */
export interface Uploads {
  /**
   * The photo of an upload token, kept from now on. Asking again gives the same answer, so that a command may be
   * repeated; a claim whose transaction fails keeps the bytes, never the other way round.
   * @returns undefined where there is no such finished upload
   */
  claim(token: string): Promise<UploadedPhoto | undefined>
  /** The photo of an upload token, without keeping it: for showing what looks like it before anything is sent. */
  find(token: string): Promise<UploadedPhoto | undefined>
  /** The same for a recording; a photo's token gives undefined here, and the other way round. */
  claimVoice(token: string): Promise<UploadedVoice | undefined>
  /** Deletes unclaimed and unfinished uploads past their time. For the hourly job. @returns how many */
  expire(): Promise<number>
}

interface Place {
  readonly partial: string
  readonly waiting: string
  readonly claimed: string
}

const isVoice = (uploaded: Uploaded): uploaded is UploadedVoice => uploaded.type.startsWith('audio/')

async function findJson(path: string): Promise<Uploaded | undefined> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (errorCode(cause) === 'ENOENT') return undefined
    throw cause
  })
  return text === undefined ? undefined : (JSON.parse(text) as Uploaded)
}

async function keep(place: Place, blobs: BlobStore, token: string, limit_mib: number): Promise<void> {
  const original = join(place.partial, token)
  const bytes = await readFile(original)
  const voiceType = voiceTypeOf(bytes)
  const blobId = randomBytes(16).toString('hex')
  const facts = voiceType
    ? await keepVoice(blobs, blobId, bytes, voiceType)
    : await keepPhoto(blobs, blobId, bytes, limit_mib)
  await writeFile(join(place.waiting, `${token}.json`), JSON.stringify(facts), { mode: 0o640 })
  await rm(original)
}

async function keepVoice(blobs: BlobStore, blobId: string, bytes: Buffer, type: VoiceType): Promise<UploadedVoice> {
  await blobs.put(blobId, bytes)
  return { blobId, type, size_bytes: bytes.length }
}

async function keepPhoto(blobs: BlobStore, blobId: string, bytes: Buffer, limit_mib: number): Promise<UploadedPhoto> {
  const photo = await preparePhoto(bytes, limit_mib)
  const thumbnailId = `${blobId}-thumb`
  await blobs.put(blobId, photo.full)
  await blobs.put(thumbnailId, photo.thumbnail)
  const { type, width, height, position } = photo
  const dhash = await dhashOf(photo.thumbnail)
  return {
    blobId,
    thumbnailId,
    type,
    width,
    height,
    size_bytes: photo.full.length,
    ...(position ? { position } : {}),
    ...(dhash === null ? {} : { dhash }),
  }
}

async function expireFolder(
  folder: string,
  before_ms: number,
  remove: (path: string, name: string) => Promise<void>,
): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined) // claimed meanwhile
    if (!found || found.mtimeMs > before_ms) continue
    await remove(path, name)
    removed++
  }
  return removed
}

/** What an error of tus means; its own texts stay for faults of the protocol, which only client authors see. */
function refusalOf(error: Error | { readonly status_code: number }, limit_mib: number): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (!('status_code' in error)) return undefined
  if (error.status_code === 413) return photoTooLarge(limit_mib)
  return error.status_code === 404 || error.status_code === 410 ? new Refusal('route.not_found') : undefined
}

/** Tus answers errors as plain text; ours are problems, which are the only bodies that begin with a brace. */
class ProblemServer extends Server {
  override write(...[context, headers, status, body]: Parameters<Server['write']>): ReturnType<Server['write']> {
    if (body?.startsWith('{')) headers.set('content-type', PROBLEM_TYPE)
    return super.write(context, headers, status, body)
  }
}

function tusServer(place: Place, blobs: BlobStore, limit_mib: number): Server {
  return new ProblemServer({
    path: PATH,
    datastore: new FileStore({ directory: place.partial }),
    maxSize: limit_mib * MEBIBYTE,
    relativeLocation: true,
    allowedOrigins: () => false,
    namingFunction: () => randomBytes(16).toString('hex'),
    onUploadFinish: async (_request, upload) => {
      try {
        await keep(place, blobs, upload.id, limit_mib)
      } finally {
        await rm(join(place.partial, upload.id), { force: true })
        await rm(join(place.partial, `${upload.id}.json`), { force: true })
      }
      return {}
    },
    onResponseError: (request, error) => {
      const refusal = refusalOf(error, limit_mib)
      if (!refusal) return undefined
      const language = preferredLanguage(request.headers.get('accept-language') ?? undefined)
      const problem = problemOf(refusal, language, randomBytes(8).toString('hex'))
      return { status_code: problem.status, body: JSON.stringify(problem) }
    },
  })
}

/** Serves uploads and returns what modules need of them. */
export async function serveUploads(serving: Serving, blobs: BlobStore): Promise<Uploads> {
  const { app, config, clock } = serving
  const root = join(config.dataDir, 'uploads')
  const place: Place = {
    partial: join(root, 'partial'),
    waiting: join(root, 'waiting'),
    claimed: join(root, 'claimed'),
  }
  for (const folder of Object.values(place) as string[]) await mkdir(folder, { recursive: true })
  const tus = tusServer(place, blobs, config.uploadLimit_mib)

  const check = async (request: FastifyRequest): Promise<void> => {
    refuseForeignOrigin(request, config.publicUrl)
    const length = Number(request.headers['upload-length'] ?? 0)
    if (length > config.uploadLimit_mib * MEBIBYTE) throw photoTooLarge(config.uploadLimit_mib)
  }
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack()
    const { raw } = reply
    raw.setHeader('cache-control', 'no-store')
    raw.setHeader('x-content-type-options', 'nosniff')
    await tus.handle(request.raw, raw)
  }
  await app.register(async (scope) => {
    scope.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null))
    const limited = {
      config: { rateLimit: { max: config.publicWrites_perMinute, timeWindow: 60_000 } },
      schema: { hide: true },
      onRequest: check,
    }
    scope.post(PATH, limited, handle)
    // A photo in pieces makes many requests: only beginning one is limited.
    scope.route({
      method: ['PATCH', 'HEAD', 'DELETE', 'OPTIONS'],
      url: `${PATH}/:token`,
      schema: { hide: true },
      onRequest: check,
      handler: handle,
    })
    scope.options(PATH, { schema: { hide: true } }, handle)
  })

  const known = async (token: string): Promise<Uploaded | undefined> =>
    (await findJson(join(place.claimed, `${token}.json`))) ?? (await findJson(join(place.waiting, `${token}.json`)))

  const claim = async <U extends Uploaded>(
    token: string,
    fits: (uploaded: Uploaded) => uploaded is U,
  ): Promise<U | undefined> => {
    if (!TOKEN.test(token)) return undefined
    const file = `${token}.json`
    const before = await known(token)
    if (before && !fits(before)) return undefined
    await rename(join(place.waiting, file), join(place.claimed, file)).catch((cause: unknown) => {
      if (errorCode(cause) !== 'ENOENT') throw cause
    })
    const claimed = await findJson(join(place.claimed, file))
    return claimed && fits(claimed) ? claimed : undefined
  }

  return {
    claim: (token) => claim(token, (uploaded): uploaded is UploadedPhoto => !isVoice(uploaded)),
    find: async (token) => {
      const uploaded = TOKEN.test(token) ? await known(token) : undefined
      return uploaded && !isVoice(uploaded) ? uploaded : undefined
    },
    claimVoice: (token) => claim(token, isVoice),
    async expire() {
      const before_ms = clock.now() - UNCLAIMED_MS
      const partial = await expireFolder(place.partial, before_ms, (path) => rm(path, { force: true }))
      const waiting = await expireFolder(place.waiting, before_ms, async (path) => {
        const facts = await findJson(path)
        await rm(path, { force: true })
        if (!facts) return
        await blobs.delete(facts.blobId)
        if (!isVoice(facts)) await blobs.delete(facts.thumbnailId)
      })
      return partial + waiting
    },
  }
}
