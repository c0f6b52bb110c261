import { seeded, taibaiPartition } from '@lianxin/demo'
import { boundsOf, ownsPosition } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

const WHERE = ['小区东门', '南侧路口', '菜市场门口', '幼儿园旁', '公交站牌旁', '3号楼前', '地下车库入口', '河边步道']
const WHAT = ['路灯不亮', '井盖松动', '垃圾没有清运', '电动车堵住消防通道', '水管漏水', '树枝压到电线', '噪音扰民']
const SINCE = ['今天早上', '昨天晚上', '已有两三天', '一周了', '下雨之后', '刚刚']
const WISH = [
  '影响通行，老人孩子走路不安全',
  '味道很大，居民意见较大',
  '晚上睡不好，请帮忙协调',
  '担心出事，希望尽快处理',
]
const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '周']

/** Bodies of public reports: made-up matters in Chinese at places all over the demo district, some with a telephone. */
export function makeReports(count: number, seed: number): readonly Readonly<Record<string, unknown>>[] {
  const draw = seeded(seed)
  const of = (list: readonly string[]): string => list[draw.int(list.length)] ?? ''
  const shapes = taibaiPartition()
    .grids.filter((grid) => grid.level === 3)
    .map(({ polygon }) => ({ polygon, bounds: boundsOf(polygon) }))
  const position = (): { lon: number; lat: number } => {
    for (;;) {
      const shape = shapes[draw.int(shapes.length)]
      if (!shape) continue
      const [west, south, east, north] = shape.bounds
      const at = [west + draw.real() * (east - west), south + draw.real() * (north - south)] as const
      if (ownsPosition(shape.polygon, at)) return { lon: at[0], lat: at[1] }
    }
  }
  return Array.from({ length: count }, () => {
    const [where, what] = [of(WHERE), of(WHAT)]
    const telephone = `139${String(draw.int(100_000_000)).padStart(8, '0')}`
    return {
      id: uuidv7(),
      channel: 'residentQr',
      description: `${of(SINCE)}，${where}${what}，${of(WISH)}。已经向物业反映过一次，没有结果，麻烦派人看看。`,
      address: `${where}往里约 ${10 + draw.int(200)} 米`,
      position: position(),
      ...(draw.real() < 0.6 ? { reporter: { name: `${of(SURNAMES)}先生`, telephone } } : {}),
    }
  })
}
