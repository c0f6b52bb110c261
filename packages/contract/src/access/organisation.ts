import { UNIT_KINDS } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { DayText, Done, Id, InstantText, Nullable, UnitBrief, Words } from '../shapes.ts'
import { Changed, Consequence, DryRun } from './consequences.ts'
import { RoleWord } from './session.ts'

const Name = Type.String({ minLength: 1, maxLength: 100 })

export const UnitView = Type.Intersect([
  UnitBrief,
  Type.Object({
    parentId: Nullable(Id),
    gridId: Nullable(Id),
    gridPath: Type.String(),
    code: Type.String(),
    active: Type.Boolean(),
  }),
])
export type UnitView = Static<typeof UnitView>

export const listUnits = operation({
  id: 'unit.list',
  method: 'GET',
  path: '/units',
  summary: { zh: '单位列表', en: 'Units' },
  access: 'organisation.read',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100 })),
    kind: Type.Optional(Words(UNIT_KINDS)),
    maxLevel: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
    gridPath: Type.Optional(
      Type.String({ maxLength: 200, description: 'units whose territory lies on this path, above or below' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
  }),
  reply: Type.Object({ items: Type.Array(UnitView) }),
})

export const putUnit = operation({
  id: 'unit.put',
  method: 'PUT',
  path: '/units/:unitId',
  summary: { zh: '新增或修改单位', en: 'Create or change a unit' },
  access: 'organisation.write',
  params: Type.Object({ unitId: Id }),
  query: DryRun,
  body: Type.Object({
    name: Name,
    nameEn: Type.Optional(Type.String({ maxLength: 100 })),
    kind: Words(UNIT_KINDS),
    code: Type.String({ minLength: 1, maxLength: 40 }),
    parentId: Nullable(Id),
    gridId: Id,
    telephone: Type.Optional(Type.String({ maxLength: 30 })),
    active: Type.Optional(Type.Boolean()),
    heirId: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'unit that takes the open tickets over, where the unit gives them up',
      }),
    ),
  }),
  reply: Type.Intersect([UnitView, Type.Object({ consequences: Type.Array(Consequence) })]),
  errors: ['organisation.conflict', 'unit.not_found', 'grid.not_found', 'unit.holds_tickets'],
})

/** Rows of a CSV/XLSX of divisions: code, name and code of the division above. All or nothing. */
export const importUnits = operation({
  id: 'unit.import',
  method: 'POST',
  path: '/units/imports',
  summary: { zh: '导入单位（行政区划）', en: 'Import units (divisions)' },
  access: 'organisation.write',
  body: Type.Object({
    rows: Type.Array(
      Type.Object({
        code: Type.String({ maxLength: 20 }),
        name: Name,
        parentCode: Nullable(Type.String({ maxLength: 20 })),
      }),
      { minItems: 1, maxItems: 20_000 },
    ),
  }),
  reply: Type.Object({ created: Type.Integer(), changed: Type.Integer(), unchanged: Type.Integer() }),
  errors: ['organisation.conflict', 'grid.code_invalid'],
  bodyLimit_bytes: 16 * 1024 * 1024,
})

export const PersonView = Type.Object({
  id: Id,
  name: Type.String(),
  telephone: Type.String(),
  source: Words(['staff', 'publicOfficial', 'seconded', 'department', 'volunteer'] as const),
  active: Type.Boolean(),
  posts: Type.Array(
    Type.Object({
      id: Id,
      unitId: Id,
      unitName: Type.String(),
      role: RoleWord,
      validFrom: DayText,
      validTo: Nullable(DayText),
    }),
  ),
})
export type PersonView = Static<typeof PersonView>

export const listPersons = operation({
  id: 'person.list',
  method: 'GET',
  path: '/persons',
  summary: { zh: '人员列表', en: 'Staff' },
  access: 'organisation.read',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100 })),
    unitId: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  reply: Type.Object({ items: Type.Array(PersonView) }),
})

export const putPerson = operation({
  id: 'person.put',
  method: 'PUT',
  path: '/persons/:personId',
  summary: { zh: '新增或修改人员', en: 'Create or change a member of staff' },
  access: 'organisation.write',
  params: Type.Object({ personId: Id }),
  query: DryRun,
  body: Type.Object({
    name: Name,
    telephone: Type.Optional(Type.String({ maxLength: 30 })),
    source: Words(['staff', 'publicOfficial', 'seconded', 'department', 'volunteer'] as const),
    active: Type.Optional(Type.Boolean()),
  }),
  reply: Type.Intersect([PersonView, Type.Object({ consequences: Type.Array(Consequence) })]),
  errors: ['account.own_rights'],
})

export const putPost = operation({
  id: 'post.put',
  method: 'PUT',
  path: '/posts/:postId',
  summary: { zh: '任命或结束岗位', en: 'Give or end a post' },
  access: 'organisation.write',
  params: Type.Object({ postId: Id }),
  query: DryRun,
  body: Type.Object({ personId: Id, unitId: Id, role: RoleWord, validFrom: DayText, validTo: Nullable(DayText) }),
  reply: Changed,
  errors: [
    'organisation.conflict',
    'unit.not_found',
    'person.not_found',
    'account.own_rights',
    'post.duties_separated',
  ],
})

export const DutyShiftView = Type.Object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  personId: Id,
  personName: Type.String(),
  startsAt: InstantText,
  endsAt: InstantText,
  telephone: Type.String(),
})

export const listDuty = operation({
  id: 'duty.list',
  method: 'GET',
  path: '/duty',
  summary: { zh: '值班表', en: 'Duty roster' },
  access: 'organisation.read',
  query: Type.Object({ from: InstantText, to: InstantText, unitId: Type.Optional(Id) }),
  reply: Type.Object({ items: Type.Array(DutyShiftView) }),
})

export const putDuty = operation({
  id: 'duty.put',
  method: 'PUT',
  path: '/duty/:shiftId',
  summary: { zh: '安排值班', en: 'Put a shift on the roster' },
  access: 'duty.write',
  params: Type.Object({ shiftId: Id }),
  body: Type.Object({
    unitId: Id,
    personId: Id,
    startsAt: InstantText,
    endsAt: InstantText,
    telephone: Type.Optional(Type.String({ maxLength: 30 })),
  }),
  reply: Done,
  errors: ['organisation.conflict', 'unit.not_found', 'person.not_found'],
})

export const removeDuty = operation({
  id: 'duty.remove',
  method: 'DELETE',
  path: '/duty/:shiftId',
  summary: { zh: '取消值班', en: 'Take a shift off the roster' },
  access: 'duty.write',
  params: Type.Object({ shiftId: Id }),
  reply: Done,
})
