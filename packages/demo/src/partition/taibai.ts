import { TAIBAI_COMMUNITIES, TAIBAI_MADE_UP_COMMUNITIES } from '../names/communities.ts'
import { buildPartition } from './build.ts'
import type { Partition } from './types.ts'
import { areaPlan, communityPlan, groupPlan } from './plan.ts'
import type { PlanNode, Setting, SortKey } from './plan.ts'
import { randomFrom, shareOut } from './random.ts'
import type { Random } from './random.ts'
import { dentedOutline } from './sites.ts'
import type { Land, Patch } from './sites.ts'

/** Taibai Lake New District has no official code of its own; this one is ours. */
export const TAIBAI_DISTRICT_ID = 370890

/** Numbers of the report (function 5): 219 base grids, 162 urban and 57 rural. */
const URBAN_GRIDS = { '002': 140, '109': 22 } as const
const RURAL_GRIDS = { '002': 10, '109': 47 } as const

/** Round pieces of the made-up land, metres from the middle: Xuzhuang by the lake, Shiqiao in the south. */
const XUZHUANG = { x: -1150, y: 3300, radius_m: 2150 }
const SHIQIAO = { x: 700, y: -2700, radius_m: 850 }
const LAKE = { x: 2250, y: 2750, radius_m: 1080 }

/** Border of the two subdistricts: below 0 north of it. */
const BORDER = { south_m: 150, slope: 0.12 }

/** Kinds of land. */
const FIELDS = 0
const TOWN = 1
const WATER = 2

type Round = typeof LAKE

function beyond({ x, y, radius_m }: Round): SortKey {
  return (px, py) => Math.hypot(px - x, py - y) - radius_m * (1 + 0.09 * Math.sin(3 * Math.atan2(py - y, px - x)))
}

/**
 * The demo district: Taibai Lake New District as the report counts it (2 subdistricts, 57 communities, 219 base
 * grids). Names and codes of 51 communities are real; every outline is made up and says nothing about the real place.
 * Grid codes are 370890 and the last digits of the statistical codes 370811….
 */
export function taibaiPartition(): Partition {
  const random = randomFrom('taibai')
  const land = layLand(random)
  return buildPartition({
    seed: 'taibai lake',
    districtId: TAIBAI_DISTRICT_ID,
    anchor: { lon: 116.58, lat: 35.33 },
    land,
    plan: planDistrict(random),
    lake: { name: '太白湖', covers: (x, y) => beyond(LAKE)(x, y) < 0 },
    communitiesWithMicroGrids: ['370890002003', '370890002004'],
    step_m: 45,
  })
}

function planDistrict(random: Random): PlanNode {
  const xuzhuang = planSubdistrict(random, '002', '许庄街道', 'urban', beyond(XUZHUANG))
  const shiqiao = planSubdistrict(random, '109', '石桥镇', 'rural', beyond(SHIQIAO))
  const key: SortKey = (x, y) => BORDER.south_m + BORDER.slope * x - y
  return areaPlan(0, '370890', '太白湖新区', 'urban', [xuzhuang, shiqiao], { divide: { key, at: 'zero' } })
}

function planSubdistrict(
  random: Random,
  digits: '002' | '109',
  name: string,
  setting: Setting,
  key: SortKey,
): PlanNode {
  const all = [
    ...TAIBAI_COMMUNITIES.map(([code, place]) => ({ code, place, statisticalCode: `370811${code}` })),
    ...TAIBAI_MADE_UP_COMMUNITIES.map(([code, place]) => ({ code, place, statisticalCode: null })),
  ].filter(({ code }) => code.startsWith(digits))
  const isVillage = (code: string): boolean => code[3] === '2'
  const plans = (rural: boolean, grids: number): PlanNode[] => {
    const places = all.filter(({ code }) => isVillage(code) === rural)
    const counts = shareOut(random, grids, places.length, rural ? 1 : 5, rural ? 2 : 16)
    return places.map(({ code, place, statisticalCode }, i) =>
      communityPlan(`370890${code}`, place, rural ? 'rural' : 'urban', counts[i]!, statisticalCode),
    )
  }
  const groups = [groupPlan(plans(false, URBAN_GRIDS[digits])), groupPlan(plans(true, RURAL_GRIDS[digits]))]
  return areaPlan(1, `370890${digits}`, name, setting, groups, {
    statisticalCode: `370811${digits}`,
    divide: { key, at: 'zero' },
  })
}

function layLand(random: Random): Land {
  const town = (x: number, y: number, turn: number): Patch => ({ x, y, turn, spacing_m: 104, jitter: 0.12, zone: TOWN })
  const patches: Patch[] = [
    town(XUZHUANG.x, XUZHUANG.y, 0.08),
    town(XUZHUANG.x - 1200, XUZHUANG.y + 1000, 0.3),
    town(XUZHUANG.x + 800, XUZHUANG.y + 1300, -0.12),
    town(XUZHUANG.x - 1100, XUZHUANG.y - 1000, 0.02),
    town(XUZHUANG.x + 900, XUZHUANG.y - 1100, -0.3),
    town(SHIQIAO.x, SHIQIAO.y, 0.2),
    { x: LAKE.x, y: LAKE.y, turn: 0.4, spacing_m: 260, jitter: 0.36, zone: WATER },
  ]
  for (let i = 0; i < 400; i++) {
    const patch = {
      x: random.signed() * 8000,
      y: random.signed() * 8000,
      turn: random.signed(),
      spacing_m: 380,
      jitter: 0.36,
      zone: FIELDS,
    }
    if (patches.every((p) => p.zone !== FIELDS || Math.hypot(p.x - patch.x, p.y - patch.y) > 2000)) patches.push(patch)
  }
  const zoneOf = (x: number, y: number): number => {
    if (beyond(XUZHUANG)(x, y) < 0 || beyond(SHIQIAO)(x, y) < 0) return TOWN
    return beyond(LAKE)(x, y) < 0 ? WATER : FIELDS
  }
  return { patches, zoneOf, ...dentedOutline(random, 5900, 0.92) }
}
