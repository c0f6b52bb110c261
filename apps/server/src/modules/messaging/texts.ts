import { NOTICE_TEXTS, type NoticeKind, type NoticeText } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { DistrictCache } from '../catalogue/index.ts'
import { listTexts } from './store-texts.ts'

/** A text in force. */
export interface TextInForce extends NoticeText {
  readonly active: boolean
}
export type Texts = (kind: NoticeKind) => TextInForce

/** The texts of the districts as this process holds them: the defaults, and what a district changed. */
export class TextBook {
  readonly #cache = new DistrictCache<Texts>()

  of(tx: Tx, districtId: number): Promise<Texts> {
    return this.#cache.get(districtId, async () => {
      const changed = new Map((await listTexts(tx, districtId)).map((row) => [row.kind, row]))
      return (kind) => changed.get(kind) ?? { ...NOTICE_TEXTS[kind], active: true }
    })
  }

  /** After a change has committed. */
  forget(districtId: number): void {
    this.#cache.forget(districtId)
  }
}
