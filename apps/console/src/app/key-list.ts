import { ACTION_KEYS } from '../ticket/action-keys.ts'

/** Keys that belong together on the card of shortcuts. Texts are keys of the words of the console. */
export interface KeyGroup {
  readonly title: string
  readonly keys: readonly (readonly [key: string, text: string])[]
}

/** Lists by `g` and a letter, from the queue. */
export const LIST_KEYS = {
  d: 'desk',
  m: 'mine',
  u: 'unit',
  n: 'nearDue',
  o: 'overdue',
  a: 'approval',
  v: 'verification',
  i: 'inquiries',
  r: 'reopened',
  l: 'unlocated',
  w: 'open',
  e: 'all',
} as const

/** Every shortcut of the console, as the card (`?`) shows them. A screen that brings keys of its own adds a group. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    title: 'keys.group.queue',
    keys: [
      ['j / ↓', 'keys.next'],
      ['k / ↑', 'keys.previous'],
      ['Enter / o', 'keys.enter'],
      ['Esc', 'keys.escape'],
      ['x', 'keys.tick'],
      ['X', 'keys.tickRange'],
      ['/', 'keys.search'],
      ['m', 'keys.map'],
      ['?', 'keys.help'],
    ],
  },
  {
    title: 'bulk.keyGroup',
    keys: [
      ['.', 'bulk.keyRepeat'],
      ['1 – 9', 'bulk.keyMacro'],
      ['u / Ctrl Z', 'undo.last'],
    ],
  },
  {
    title: 'keys.group.lists',
    keys: Object.entries(LIST_KEYS).map(([key, list]) => [`g ${key}`, `queue.list.${list}`] as const),
  },
  {
    title: 'keys.group.ticket',
    keys: Object.entries(ACTION_KEYS).map(([kind, key]) => [key, `command.${kind}`] as const),
  },
]
