import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium, type Page } from 'playwright-core'

import { CHROMIUM_ARGS, CHROMIUM_PATH, DESK } from './browser.ts'

/** A Chromium with a profile on disk that can be killed as a power switch would, and opened again. */
export interface Killable {
  open(): Promise<Page>
  /** SIGKILL to all its processes: nothing is flushed, nothing is said goodbye to. */
  kill(): Promise<void>
  end(): Promise<void>
}

export async function killableBrowser(): Promise<Killable> {
  const profile = await mkdtemp(join(tmpdir(), 'lianxin-profile-'))
  let child: ReturnType<typeof spawn> | undefined

  async function start(): Promise<string> {
    const args = [...CHROMIUM_ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
    child = spawn(CHROMIUM_PATH, [...args, '--accept-lang=zh-CN,zh', 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, TZ: 'Asia/Shanghai' },
    })
    let said = ''
    return new Promise((done, failed) => {
      child?.stderr?.on('data', (chunk) => {
        said += String(chunk)
        const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (address) done(address)
      })
      child?.once('exit', () => failed(new Error(`Chromium ended:\n${said}`)))
    })
  }

  const kill = async (): Promise<void> => {
    const running = child
    if (running?.pid === undefined || running.exitCode !== null || running.signalCode !== null) return
    const gone = new Promise<void>((done) => running.once('exit', () => done()))
    process.kill(-running.pid, 'SIGKILL')
    await gone
  }

  return {
    open: async () => {
      const browser = await chromium.connectOverCDP(await start())
      const [context] = browser.contexts()
      if (!context) throw new Error('a profile has one context')
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      await page.setViewportSize(DESK)
      return page
    },
    kill,
    end: async () => {
      await kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
