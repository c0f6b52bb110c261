import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Path of a program of an installed package. */
export const bin = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url))

/** Tells progress on the standard error, so that the standard output stays for results. */
export function tell(line) {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs a program to its end. Signals of ours go on to it.
 * @returns its exit code and, with `capture`, what it wrote
 */
export function run(command, args, { env = {}, capture = false, cwd = ROOT } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.once('error', failed)
    child.once('close', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      done({ code: code ?? (signal ? 1 : 0), output })
    })
  })
}

/** Runs one step and leaves with its code where it fails. */
export async function must(title, command, args, options) {
  const began = Date.now()
  tell(`› ${title}`)
  const { code } = await run(command, args, options)
  if (code !== 0) {
    tell(`✗ ${title} failed (exit code ${code})`)
    process.exit(code)
  }
  tell(`✓ ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}
