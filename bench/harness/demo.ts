import { type Connection, requestBytes } from './connection.ts'

interface DemoPerson {
  readonly loginName: string
  readonly role: string
}

/** Enters as the first demo person of a role. @returns the session's cookie, for `requestBytes` */
export async function enterAs(connection: Connection, role: string): Promise<string> {
  const people = await connection.send(requestBytes('GET', '/demo/people'))
  const { items } = JSON.parse(people.body) as { readonly items: readonly DemoPerson[] }
  const person = items.find((one) => one.role === role)
  if (!person) throw new Error(`the demo has nobody with the role ${role}`)
  return enter(connection, person.loginName)
}

/** Enters as a demo person. @returns the session's cookie, for `requestBytes` */
export async function enter(connection: Connection, loginName: string): Promise<string> {
  const { status, body, cookie } = await connection.send(requestBytes('POST', '/demo/session', { body: { loginName } }))
  if (status !== 200 || cookie === undefined) throw new Error(`${loginName} cannot enter: ${body}`)
  return cookie
}
