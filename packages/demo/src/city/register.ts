import { roadName } from '../names/roads.ts'
import { pick, type Draw } from './names.ts'
import { pointInside } from './place.ts'
import type { DemoGrid } from './tree.ts'

/** A place people name when they report: generated, at a drawn point of its grid. */
export interface DemoPlace {
  readonly code: string
  readonly kind: 'compound' | 'landmark' | 'address'
  readonly gridId: string
  readonly name: string
  readonly address: string
  readonly lon: number
  readonly lat: number
}

const AIR = [...'荷湖运泉杏桃兰梅竹松柳月春晨和安康宁瑞祥嘉锦翠碧明清雅乐福长']
const WATER = [...'香岸河韵景苑林园悦泰兴隆源达华庭澜汀屿泽川溪亭阁远盛']
const COMPOUND = ['花园', '小区', '家园', '新村', '嘉园', '雅苑', '公寓', '华府', '佳苑', '名邸']
const URBAN_LANDMARKS = ['菜市场', '幼儿园', '小学', '社区卫生服务站', '便民超市', '公园', '公交站', '停车场', '银行']
const RURAL_LANDMARKS = ['村委会', '卫生室', '文化广场', '小学', '供销社', '公交站', '水厂', '养老院']

/** The n-th name of two made-up characters; the first 800 differ. */
export function twoCharacters(n: number): string {
  const scattered = (n * 397 + 83) % (AIR.length * WATER.length)
  return (AIR[scattered % AIR.length] ?? '') + (WATER[Math.floor(scattered / AIR.length)] ?? '')
}

/** A register of places: in each base grid of a town two compounds, else none, two landmarks and three addresses. */
export function makeRegister(draw: Draw, grids: readonly DemoGrid[]): readonly DemoPlace[] {
  let serial = 0
  return grids
    .filter((grid) => grid.level === 3)
    .flatMap((grid, nth) => {
      const road = roadName(nth, grid.setting, nth % 2 === 0 ? 'eastWest' : 'northSouth')
      const place = (kind: DemoPlace['kind'], name: string, address: string): DemoPlace => {
        serial++
        const code = `P${serial.toString(36).toUpperCase().padStart(5, '0')}`
        return { code, kind, gridId: grid.id, name, address, ...pointInside(draw, grid) }
      }
      const house = (): string => `${road}${draw.int(180) + 1}号`
      const urban = grid.setting === 'urban'
      const compounds = urban ? [2 * nth, 2 * nth + 1].map((n) => twoCharacters(n) + pick(draw, COMPOUND)) : []
      const kinds = urban ? URBAN_LANDMARKS : RURAL_LANDMARKS
      const landmarks = [0, 1].map((n) => twoCharacters(nth + 11) + (kinds[(nth + 4 * n) % kinds.length] ?? ''))
      return [
        ...compounds.map((name) => place('compound', name, house())),
        ...landmarks.map((name) => place('landmark', name, house())),
        ...[0, 1, 2].map(() => {
          const address = house()
          return place('address', address, address)
        }),
      ]
    })
}
