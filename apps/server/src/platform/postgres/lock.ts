import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

import { errorCode } from './errno.ts'

const ATTEMPTS = 600
const PAUSE_MS = 100

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return errorCode(cause) === 'EPERM'
  }
}

/**
 * Lets one process at a time do `work` on a folder. The lock is a file with the owner's pid; one left by a
 * process that died is taken over.
 */
export async function alone<T>(path: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const taken = await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 }).then(
      () => true,
      (cause: unknown) => {
        if (errorCode(cause) !== 'EEXIST') throw cause
        return false
      },
    )
    if (taken) break
    if (attempt >= ATTEMPTS)
      throw new Error(`another process holds ${path} for a minute; if none runs, remove the file`)
    const owner = Number(await readFile(path, 'utf8').catch(() => ''))
    if (owner > 0 && !alive(owner)) await rm(path, { force: true })
    else await sleep(PAUSE_MS)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}
