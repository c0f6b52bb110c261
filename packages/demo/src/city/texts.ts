import type { DemoClass } from './catalogue.ts'
import { type Draw, pick } from './names.ts'

const SPOTS = [
  '小区东门',
  '小区西门',
  '南侧路口',
  '北侧路口',
  '菜市场门口',
  '幼儿园旁',
  '公交站牌旁',
  '3号楼前',
  '7号楼2单元',
  '地下车库入口',
  '健身广场',
  '沿街商铺门前',
  '桥头',
  '河边步道',
  '卫生室对面',
  '村委会东侧',
  '小学门口',
  '便民驿站旁',
]
const SINCE = ['今天早上', '昨天晚上', '已有两三天', '一周了', '下雨之后', '周末开始', '最近', '刚刚']
const EFFECT = [
  '影响通行',
  '老人孩子走路不安全',
  '味道很大',
  '看着很不美观',
  '晚上睡不好',
  '希望尽快处理',
  '居民意见较大',
  '请帮忙协调',
  '担心出事',
  '麻烦派人看看',
]
const HARD = ['涉及多个单位，已约时间到现场会商。', '需要等配件到货，预计两天。', '夜间施工影响小，已安排夜间处理。']

/** Title, text and place words of a made-up report. */
export function reportText(
  draw: Draw,
  item: DemoClass,
  gridName: string,
): { title: string; description: string; address: string } {
  const spot = pick(draw, SPOTS)
  const detail = draw.real() < 0.15 ? `此前向物业反映过一次，没有结果。${pick(draw, EFFECT)}。` : ''
  return {
    title: `${spot}${item.minor}`,
    description: `${pick(draw, SINCE)}，${gridName}${spot}有${item.minor}情况（${item.filingCondition}），${pick(draw, EFFECT)}。${detail}`,
    address: `${gridName}${spot}`,
  }
}

export function publicReply(draw: Draw, item: DemoClass): string {
  return `${item.minor}已处理：${item.closingCondition}。${draw.real() < 0.2 ? pick(draw, HARD) : ''}感谢您的反映。`
}

export function ratingComment(score: number): string {
  return score >= 5
    ? '处理得很快，谢谢。'
    : score === 4
      ? '基本满意。'
      : score === 3
        ? '处理了，就是慢了点。'
        : '问题还没有彻底解决。'
}
