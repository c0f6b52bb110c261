/** Texts of the monthly brief. */
export const enBrief = {
  brief: {
    title: 'Briefs',
    about:
      'On the first working day the month before is produced by itself; any month can be produced at any time. Units are counted, not persons.',
    list: 'Monthly briefs',
    month: 'Month',
    anyMonth: 'All months',
    unit: 'Unit',
    anyUnit: 'All units',
    version: 'version {{n}}',
    versionColumn: 'Version',
    producedAt: 'Produced',
    by: 'By',
    byItself: 'by itself',
    preliminary: 'preliminary',
    waiting: 'Being produced…',
    produce: 'Produce a brief',
    produceTitle: 'Produce a brief now',
    produceAbout:
      'The briefs there are stay as they are, the new one is the next version. Of the running month it is marked preliminary.',
    produceNow: 'Produce',
    truncated: 'Only the latest {{n}} are shown; choose a month or a unit for earlier ones.',
    none: 'No brief yet',
    noneHint: 'The month before is produced on the first working day; “Produce a brief” makes one at once.',
    noneFor: 'No brief for your post',
    noneForHint:
      'There are briefs of the district, subdistricts and departments. “Figures” has the numbers of your area.',
    files: 'Download',
    formats: { docx: 'Word', pdf: 'PDF', xlsx: 'Excel' },
    file: 'Download as {{format}}: {{name}}',
    print: 'Print',
    back: 'All briefs',
    toFigures: 'See in “Figures”',
    notReady: 'Being produced; it will be shown here.',
  },
}
