/** A draft as it lies in the browser's database. Nothing of it leaves the machine. */
export interface StoredDraft {
  /** Whose it is: nobody else at the same desk gets to read it. */
  readonly owner: string
  readonly key: string
  readonly text: string
  /** Last change, epoch ms. */
  readonly at: number
}

const DATABASE = 'lx.console'
const STORE = 'draft'

let opened: Promise<IDBDatabase> | null = null

function ask<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => failed(request.error ?? new Error('the browser database refused'))
  })
}

function open(): Promise<IDBDatabase> {
  opened ??= (async () => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['owner', 'key'] })
    return ask(request)
  })()
  return opened
}

/** Runs one transaction and waits until it is on its way to the disk: from then on a killed browser does not lose it. */
async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(STORE, mode)
  const done = new Promise<void>((end, failed) => {
    transaction.oncomplete = () => end()
    transaction.onabort = () => failed(transaction.error ?? new Error('the browser database gave up'))
  })
  const value = await ask(work(transaction.objectStore(STORE)))
  await done
  return value
}

export const listStored = (): Promise<StoredDraft[]> =>
  within<StoredDraft[]>('readonly', (store) => store.getAll() as IDBRequest<StoredDraft[]>)

export const putStored = (draft: StoredDraft): Promise<unknown> => within('readwrite', (store) => store.put(draft))

export const removeStored = (owner: string, key: string): Promise<unknown> =>
  within('readwrite', (store) => store.delete([owner, key]))
