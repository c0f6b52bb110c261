/** Words of bulk changes, macros and undo. */
export const zhBulk = {
  undo: {
    takenBack: '已撤销：{{steps}}',
    and: '、',
  },
}
