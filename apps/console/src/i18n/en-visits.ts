import type { zhVisits } from './zh-visits.ts'

/** English words of visits. */
export const enVisits: typeof zhVisits = {
  visits: {
    title: 'Visits',
    add: 'Add visits',
    change: 'Change',
    changeOf: 'Change the visits to “{{name}}”',
    changeTitle: 'Change visits',
    resume: 'Resume',
    more: 'Show more',
    none: 'No visits planned yet',
    noneHint:
      'Add places and organisations to be visited from time to time; due ones show on the map and on the phones.',
    name: 'Place or organisation',
    subject: 'Whom to visit',
    subjects: {
      place: 'Place (street, building, site)',
      organisation: 'Organisation (company, school, nursing home)',
    },
    noPersons: 'Places and organisations only: no name of a person and nothing about persons.',
    address: 'Address',
    service: 'What for',
    serviceHelp: 'The service agreed, such as: reminder of fire and electrical safety',
    cadence: 'How often',
    cadenceHelp: 'Agreed with the other side as what the service needs',
    everyDays: 'every {{n}} days',
    agreedOn: 'Agreed on',
    dueOn: 'Next visit',
    last: 'Last visit',
    tried: 'nobody there on {{day}}',
    rest: 'Pause the visits',
    resumeHelp: 'The visits rest. Agree on them anew, give the day of the agreement and save: then they go on.',
    end: 'End the visits',
    endAsk: 'No visits after that; the record is kept. End them?',
    saved: 'Visits to “{{name}}” saved',
    ended: 'Visits to “{{name}}” ended',
  },
}
