import { useSyncExternalStore } from 'react'

/** `sun` is black on white with thick lines, for a telephone in the sun; `auto` follows the device. */
export type ThemeChoice = 'light' | 'dark' | 'sun' | 'auto'
export type SizeChoice = 'normal' | 'large'
export interface Look {
  readonly theme: ThemeChoice
  readonly size: SizeChoice
}

const STORE = 'lianxin.look'
const listeners = new Set<() => void>()
let look: Look = { theme: 'auto', size: 'normal' }

function show(): void {
  const root = document.documentElement
  const device = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  root.dataset['theme'] = look.theme === 'auto' ? device : look.theme
  root.dataset['size'] = look.size
}

/** Shows the look and tells everybody, also where only the device turned dark: a map is painted by script. */
function tell(): void {
  look = { ...look }
  show()
  for (const listener of listeners) listener()
}

/** Takes up the look chosen before on this device; call once before the first paint. */
export function setUpLook(): void {
  const [theme, size] = (localStorage.getItem(STORE) ?? '').split(' ')
  look = {
    theme: theme === 'light' || theme === 'dark' || theme === 'sun' ? theme : 'auto',
    size: size === 'large' ? 'large' : 'normal',
  }
  show()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell)
}

/** Changes theme or type size and remembers it on this device. */
export function setLook(change: Partial<Look>): void {
  look = { ...look, ...change }
  localStorage.setItem(STORE, `${look.theme} ${look.size}`)
  tell()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The look of the page and how to change it. */
export function useLook(): readonly [Look, (change: Partial<Look>) => void] {
  return [useSyncExternalStore(subscribe, () => look), setLook]
}
