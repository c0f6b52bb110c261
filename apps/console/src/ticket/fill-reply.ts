import type { TicketDetail } from '@lianxin/contract'

/** What a standard reply may leave open. */
const HOLES = ['number', 'address', 'class', 'unit'] as const
type Hole = (typeof HOLES)[number]

/** A standard reply with the facts of a ticket put in; an unknown hole stays as it was written, to be seen and mended. */
export function fillReply(template: string, facts: Readonly<Record<Hole, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const hole = HOLES.find((one) => one === name)
    return hole === undefined ? whole : facts[hole]
  })
}

/** What the holes are filled with. Replies are for the reporter: Chinese names, whatever the screen speaks. */
export function factsForReply(
  ticket: Pick<TicketDetail, 'number' | 'address' | 'gridName' | 'className' | 'title' | 'holder'>,
): Readonly<Record<Hole, string>> {
  return {
    number: ticket.number,
    address: ticket.address || (ticket.gridName ?? ''),
    class: ticket.className?.zh ?? ticket.title,
    unit: ticket.holder.name,
  }
}

const endsWith = (text: string, reply: string): boolean => text === reply || text.endsWith(`\n${reply}`)

/** A text with a standard reply taken over: it takes the place of one taken before, and never of what was typed. */
export function insertReply(text: string, reply: string, replies: readonly string[]): string {
  const before = replies.find((one) => endsWith(text, one))
  const typed = before === undefined ? text.trimEnd() : text.slice(0, text.length - before.length).trimEnd()
  return typed === '' ? reply : `${typed}\n${reply}`
}

/** The reply after the one that the text ends with; the first where it ends with none. */
export function nextReply(text: string, replies: readonly string[]): string | undefined {
  const at = replies.findIndex((one) => endsWith(text, one))
  return replies[(at + 1) % Math.max(1, replies.length)]
}
