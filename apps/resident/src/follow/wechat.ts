/** Whether the page is shown inside WeChat, where one message can be agreed to. */
export const inWeChat = (): boolean => /MicroMessenger/i.test(navigator.userAgent)

const STORE = 'lianxin.resident.wechat'

interface Away {
  readonly number: string
  readonly token: string
  /** Comes back with the consent: a consent that was not asked for here is not taken. */
  readonly nonce: string
}

function isAway(value: unknown): value is Away {
  return typeof value === 'object' && value !== null && 'number' in value && 'token' in value && 'nonce' in value
}

function away(): Away | null {
  const text = sessionStorage.getItem(STORE)
  const value: unknown = text === null ? null : JSON.parse(text)
  return isAway(value) ? value : null
}

/** Goes to WeChat's own question. The follow code stays in this tab; WeChat does not get it. */
export function askWeChat(subscribeUrl: string, number: string, token: string): void {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  sessionStorage.setItem(STORE, JSON.stringify({ number, token, nonce } satisfies Away))
  const url = new URL(subscribeUrl)
  url.searchParams.set('reserved', nonce)
  window.location.assign(url)
}

/** The follow code of a report whose page was left for WeChat's question. */
export function tokenLeftBehind(number: string): string {
  const left = away()
  return left?.number === number ? left.token : ''
}

/** The openid that came back with the consent; null where it was refused, or not asked for here. */
export function takeConsent(number: string): string | null {
  const query = new URLSearchParams(window.location.search)
  const left = away()
  if (left?.number !== number || !query.has('action')) return null
  sessionStorage.removeItem(STORE)
  const agreed = query.get('action') === 'confirm' && query.get('reserved') === left.nonce
  return agreed ? query.get('openid') : null
}
