import { INQUIRY_LISTS } from '@lianxin/contract'

/** What the address of the inquiries says: the list. */
export interface InquirySearch {
  readonly show?: (typeof INQUIRY_LISTS)[number]
}

/** Reads the address; what is no list is left out. */
export function readInquirySearch(search: Readonly<Record<string, unknown>>): InquirySearch {
  const show = INQUIRY_LISTS.find((one) => one === search['show'])
  return show === undefined ? {} : { show }
}
