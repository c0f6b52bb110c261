/**
 * Words for generated people and places. Nobody real is meant; telephone numbers begin with 100, a range that no
 * operator in China assigns to telephones, so that nobody can be rung by accident.
 */
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂兰英华玉红宁波瑞晨宇欣怡博文思远雨佳雪松柏竹梅清和安康']

export interface Draw {
  /** Integer in [0, below). */
  int(below: number): number
  /** Real in [0, 1). */
  real(): number
}

export function pick<T>(draw: Draw, from: readonly T[]): T {
  return from[draw.int(from.length)] as T
}

/** A two- or three-character name. */
export function personName(draw: Draw): string {
  return pick(draw, SURNAMES) + pick(draw, GIVEN) + (draw.real() < 0.7 ? pick(draw, GIVEN) : '')
}

/** Eleven digits that ring nowhere. */
export function telephone(draw: Draw): string {
  return `100${String(draw.int(100_000_000)).padStart(8, '0')}`
}
