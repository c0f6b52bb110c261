import { listStored, putStored, removeStored, type StoredDraft } from './draft-store.ts'

/** Drafts nobody came back to are forgotten after this time. */
export const DRAFT_DAYS = 30
const DRAFT_ms = DRAFT_DAYS * 86_400_000
/** Where drafts lay before they carried whose they are. */
const FORMER_PREFIX = 'lx.console.draft.'
/** A database that does not answer must not keep anybody from working. */
const OPEN_WITHIN_ms = 3_000

let owner = ''
let drafts: ReadonlyMap<string, StoredDraft> = new Map()
const listeners = new Set<() => void>()
const waiting = new Map<string, StoredDraft>()
let writing = false
let refused = false
const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lx.console.drafts')

function replace(draft: StoredDraft): void {
  const next = new Map(drafts)
  if (draft.text === '') next.delete(draft.key)
  else next.set(draft.key, draft)
  drafts = next
  for (const listener of listeners) listener()
}

if (others)
  others.onmessage = ({ data }: MessageEvent<StoredDraft>) => {
    if (data.owner === owner) replace(data)
  }

/** Writes what waits, one after the other; what changed meanwhile is written once, as it is then. */
async function write(): Promise<void> {
  if (writing) return
  writing = true
  try {
    for (const [id, draft] of waiting) {
      waiting.delete(id)
      await (draft.text === '' ? removeStored(draft.owner, draft.key) : putStored(draft))
    }
  } catch (error) {
    // Private windows refuse storage: the text then lives as long as the page.
    refused = true
    console.info('drafts are not kept', error)
  } finally {
    writing = false
    if (waiting.size > 0) void write()
    else for (const listener of listeners) listener()
  }
}

async function load(ownerId: string): Promise<void> {
  for (const key of Object.keys(localStorage)) if (key.startsWith(FORMER_PREFIX)) localStorage.removeItem(key)
  const stored = await listStored()
  const oldest = Date.now() - DRAFT_ms
  for (const { owner: whose, key, at } of stored) if (at < oldest) await removeStored(whose, key)
  owner = ownerId
  const mine = stored.filter((draft) => draft.owner === ownerId && draft.at >= oldest)
  // Where reading took too long, somebody has begun to type: that is newer.
  drafts = new Map([...mine.map((draft) => [draft.key, draft] as const), ...drafts])
  for (const listener of listeners) listener()
}

const opening = new Map<string, Promise<void>>()

/** Reads the drafts of a person, once; from then on they are at hand without waiting. */
export function openDrafts(ownerId: string): Promise<void> {
  const known = opening.get(ownerId)
  if (known && owner === ownerId) return known
  owner = ownerId
  drafts = new Map()
  const late = new Promise<void>((done) => setTimeout(done, OPEN_WITHIN_ms))
  const begun = Promise.race([
    load(ownerId).catch((error: unknown) => console.info('drafts are not readable', error)),
    late,
  ])
  opening.clear()
  opening.set(ownerId, begun)
  return begun
}

/** The text kept under a key for this person on this machine, or nothing. */
export function readDraft(key: string): string {
  return drafts.get(key)?.text ?? ''
}

/** When the draft was last changed, epoch ms; null where there is none. */
export function draftAt(key: string): number | null {
  return drafts.get(key)?.at ?? null
}

/** Keeps a text under a key on this machine; an empty one is forgotten. It survives a browser that is killed. */
export function keepDraft(key: string, text: string): void {
  if (text === '' && !drafts.has(key)) return
  const draft = { owner, key, text, at: Date.now() }
  waiting.set(`${owner} ${key}`, draft)
  void write()
  replace(draft)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin has none
  others?.postMessage(draft)
}

/** Every draft of this person, for `useSyncExternalStore`. */
export const draftsStore = {
  get: () => drafts,
  /** Whether everything typed so far has reached the disk, or never will. */
  kept: (): 'kept' | 'keeping' | 'refused' => (refused ? 'refused' : writing || waiting.size > 0 ? 'keeping' : 'kept'),
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** What is kept beside drafts and is no work: the last choices of the palette. */
const NO_WORK: readonly string[] = ['palette']

/** Everything this person typed here and did not hand in. */
export function workDrafts(): readonly StoredDraft[] {
  return [...drafts.values()].filter(({ key }) => !NO_WORK.includes(key))
}

/** Forgets what this machine kept for the person; work only after asking. */
export function forgetDrafts(keepWork: boolean): void {
  const kept = new Set(keepWork ? workDrafts().map(({ key }) => key) : [])
  for (const key of drafts.keys()) if (!kept.has(key)) keepDraft(key, '')
}
