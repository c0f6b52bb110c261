import type { zhIntake } from './zh-intake.ts'

/** English words of the call-taker. */
export const enIntake: typeof zhIntake = {
  place: {
    away: '{{m}} m',
    onlyGrid: 'In {{grid}}; click on the map for the exact spot.',
    search: 'Place, address or pinyin',
    noPoint: 'No point yet: choose a suggestion or click on the map.',
    outside: 'Outside this district; the desk will locate it.',
  },
  similar: {
    title: 'May be the same matter',
    waiting: 'Looked for while you write what and where.',
    none: 'No similar open tickets.',
    distance: '{{n}} m away',
    join: 'Add the caller to this one',
    joined: 'Added to {{number}}',
    sameMatter: 'Another person reported the same matter',
  },
  intake: {
    channel: 'Channel',
    telephone: 'Telephone',
    name: 'Name',
    onBehalf: 'On behalf of',
    confidential: 'Keep confidential',
    what: 'What is it about',
    whatExample: 'When, where, what, and what is wanted',
    class: 'Class',
    urgent: 'Urgent (danger to people)',
    where: 'Where',
    send: 'Register',
    clear: 'Clear',
  },
  receipt: {
    title: 'Registered. Tell the caller:',
    number: 'Number',
    code: 'Follow code',
    holder: 'With',
    grid: 'Grid',
    noGrid: 'To be located by the desk',
    promised: 'Reply promised by',
    due: 'Accepted by',
    next: 'Next call',
    open: 'Open it',
  },
}
