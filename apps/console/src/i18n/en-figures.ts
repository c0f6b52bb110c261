/** Texts of the figures; their names are in figure-words of the contract, which files use too. */
export const enFigures = {
  figures: {
    title: 'Figures',
    period: 'Period',
    presets: { thisMonth: 'This month', lastMonth: 'Last month', thisYear: 'This year', own: 'Other days' },
    from: 'First day',
    to: 'Last day',
    groupBy: 'Told apart by',
    anyUnit: 'All units',
    anyClass: 'All classes',
    channel: 'Channel',
    anyChannel: 'All channels',
    export: { xlsx: 'Export to Excel', csv: 'Export to CSV' },
    print: 'Print',
    total: 'Total',
    most: 'highest: {{n}}',
    trend: 'Received and settled over time; the numbers are in the table below',
    filling: 'Earlier matters are still being counted ({{n}} done); the numbers will grow.',
    nothing: 'Nothing to count in these days',
    nothingHint: 'Choose other days, or take the filters by unit, class, channel and grid away.',
    asOf: 'As of {{at}}.',
    about:
      'Received, dispatched and reported up count on the day of the report; received = dispatched + reported up. Settled, on time and satisfied count on the day it was settled, no longer after rework or reopening, and a later rating counts for that day. A matter belongs to the unit that handles it or handled it last; a response to its desk.',
  },
}
