import type { Consequence, Permission, SettingKind } from '@lianxin/contract'

import type { Snapshot } from '../../../platform/db/schema-settings.ts'
import type { Admin, How } from '../deps.ts'

/** A change of the history that is to be taken back. */
export interface StoredChange {
  readonly id: string
  readonly kind: SettingKind
  readonly key: string
  readonly label: string
  readonly before: Snapshot | null
  readonly after: Snapshot | null
}

/** How things of one kind are taken back. The modules that own them hand this in. */
export interface RestoreKind {
  /** The right the change itself needs; restoring never needs less. */
  readonly right: Permission
  /**
   * Makes the thing what it was before the change, by the same rules as any other change.
   * @param heirId  unit that takes tickets over, where the restored state gives some up
   * @throws Refusal where something stands against it
   */
  restore(
    admin: Admin,
    change: StoredChange,
    how: How & { readonly heirId?: string | undefined },
  ): Promise<readonly Consequence[]>
  /** Runs after the commit. */
  readonly afterwards?: (districtId: number) => void
}

export type RestoreKinds = Readonly<Partial<Record<SettingKind, RestoreKind>>>
