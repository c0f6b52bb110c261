/**
 * What this device keeps for its owner. A browser that keeps nothing (private windows, full storage) is no reason to
 * show nothing: the page works without, it only forgets.
 */
export function kept(name: string): string {
  try {
    return localStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a text; '' forgets it. @returns false where the device keeps nothing */
export function keep(name: string, text: string): boolean {
  try {
    if (text === '') localStorage.removeItem(name)
    else localStorage.setItem(name, text)
    return true
  } catch {
    return false
  }
}
