import { placeName } from '../names/places.ts'
import { buildPartition } from './build.ts'
import type { Partition } from './types.ts'
import { areaPlan, communityPlan, groupPlan } from './plan.ts'
import type { PlanNode, Setting } from './plan.ts'
import { randomFrom, shareOut } from './random.ts'
import type { Random } from './random.ts'
import { dentedOutline } from './sites.ts'
import type { Land, Patch } from './sites.ts'

export const CITY_DISTRICT_ID = 410100

/** Numbers of the report (function 4): 197 + 2,996 + 18,089 = 21,282 grids. */
export const CITY_COUNTS = { subdistricts: 197, communities: 2996, baseGrids: 18_089 } as const

/** 99 streets use up the codes 001–099; the other 98 are towns, 100–197. */
const STREETS = 99

/**
 * A made-up city of the size the report counts for Zhengzhou. Every name and outline is made up; only the numbers and
 * the code of the city are real.
 */
export function cityPartition(): Partition {
  const random = randomFrom('city')
  return buildPartition({
    seed: 'city of 18089',
    districtId: CITY_DISTRICT_ID,
    anchor: { lon: 113.62, lat: 34.75 },
    land: layLand(random),
    plan: planCity(random),
    lake: null,
    communitiesWithMicroGrids: [],
    step_m: 60,
  })
}

function planCity(random: Random): PlanNode {
  const perSubdistrict = shareOut(random, CITY_COUNTS.communities, CITY_COUNTS.subdistricts, 8, 24)
  const perCommunity = shareOut(random, CITY_COUNTS.baseGrids, CITY_COUNTS.communities, 2, 14)
  let community = 0
  const subdistricts = perSubdistrict.map((communities, s) => {
    const setting: Setting = s < STREETS ? 'urban' : 'rural'
    const code = `410100${String(s + 1).padStart(3, '0')}`
    const children = Array.from({ length: communities }, (_, c) => {
      const number = (setting === 'urban' ? 1 : 200) + c
      const name = placeName(community) + (setting === 'urban' ? '社区' : '村')
      return communityPlan(code + String(number).padStart(3, '0'), name, setting, perCommunity[community++]!, null)
    })
    return areaPlan(1, code, placeName(4000 + s) + (setting === 'urban' ? '街道' : '镇'), setting, children)
  })
  const outwards = (x: number, y: number): number => Math.hypot(x, y)
  return areaPlan(0, '410100', '示范市', 'urban', cityAndCountry(subdistricts), {
    divide: { key: outwards, at: 'leaves' },
  })
}

/** Streets in the middle, towns around them. */
function cityAndCountry(subdistricts: readonly PlanNode[]): PlanNode[] {
  return [groupPlan(subdistricts.slice(0, STREETS)), groupPlan(subdistricts.slice(STREETS))]
}

function layLand(random: Random): Land {
  const patches: Patch[] = []
  for (let i = 0; i < 400 && patches.length < 90; i++) {
    const distance = 58_000 * random.next()
    const angle = random.next() * Math.PI * 2
    const patch = {
      x: distance * Math.cos(angle) * 1.2,
      y: distance * Math.sin(angle) * 0.85,
      turn: random.signed() * 0.5,
      spacing_m: 210 + distance * 0.009,
      jitter: distance < 16_000 ? 0.14 : 0.34,
      zone: 0,
    }
    const apart = Math.min(Infinity, ...patches.map((p) => Math.hypot(p.x - patch.x, p.y - patch.y)))
    if (apart > 2200 + distance * 0.09) patches.push(patch)
  }
  return { patches, ...dentedOutline(random, 43_000, 1.5) }
}
