/** Syllables of made-up road names; any two make a plausible one. */
const FIRST = [
  ...'荷运圣济任太石桥许庄湖光新华文昌建设和平胜利长江黄淮泰山岱宗洸府越青云龙凤金银玉泉清泗沂蓼杏桃梅兰竹松',
]
const SECOND = [...'香河源安康宁泰兴盛隆昌达通顺景明辉阳春秋风月霞林苑园德仁义礼信智贤才学文']

/** What runs between grids: named by direction, in town and in the fields. */
const SUFFIX = {
  urban: { eastWest: ['路', '路', '路', '大道', '东路', '西路'], northSouth: ['街', '街', '路', '巷', '南路', '北路'] },
  rural: { eastWest: ['乡道', '路', '渠', '河'], northSouth: ['乡道', '路', '沟', '排水渠'] },
} as const

/**
 * The name of the n-th road. Names repeat only after about 2,000 roads of one setting; they are made up, and where one
 * exists somewhere it is by chance.
 */
export function roadName(n: number, setting: 'urban' | 'rural', direction: 'eastWest' | 'northSouth'): string {
  const scattered = (n * 619 + 137) % (FIRST.length * SECOND.length)
  const suffixes = SUFFIX[setting][direction]
  const first = FIRST[scattered % FIRST.length] ?? ''
  const second = SECOND[Math.floor(scattered / FIRST.length)] ?? ''
  return first + second + (suffixes[n % suffixes.length] ?? '')
}
