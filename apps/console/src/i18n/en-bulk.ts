/** Words of bulk changes, macros and undo. */
export const enBulk = {
  undo: {
    takenBack: 'Taken back: {{steps}}',
    and: ', ',
  },
}
