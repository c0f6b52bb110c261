/**
 * Characters of place, family and shop names that a dictionary often reads otherwise than the people there: 单县 is shàn,
 * 任城 is rén, 长沟 may be either. Only readings that occur in names; tones do not matter.
 */
const READINGS: Readonly<Record<string, string>> = {
  长: 'chang zhang',
  重: 'chong zhong',
  乐: 'le yue',
  行: 'xing hang',
  朝: 'chao zhao',
  厦: 'xia sha',
  单: 'dan shan',
  解: 'jie xie',
  曾: 'zeng ceng',
  盛: 'sheng cheng',
  藏: 'cang zang',
  大: 'da dai',
  车: 'che ju',
  都: 'du dou',
  会: 'hui kuai',
  传: 'chuan zhuan',
  调: 'diao tiao',
  弄: 'nong long',
  堡: 'bao pu bu',
  仇: 'chou qiu',
  区: 'qu ou',
  盖: 'gai ge',
  朴: 'pu piao',
  查: 'cha zha',
  尉: 'wei yu',
  六: 'liu lu',
  泊: 'bo po',
  石: 'shi dan',
  角: 'jiao jue',
  薄: 'bo bao',
  翟: 'zhai di',
  召: 'zhao shao',
  缪: 'miao mou',
  洗: 'xi xian',
  地: 'di de',
  阿: 'a e',
  济: 'ji qi',
  覃: 'qin tan',
  隗: 'kui wei',
  员: 'yuan yun',
  便: 'bian pian',
  铅: 'qian yan',
  番: 'fan pan',
  蔚: 'wei yu',
}

/** Other readings of a character than the one given; a ü that keyboards write v or u is one more. */
export function otherReadings(character: string, usual: string): readonly string[] {
  const listed = (READINGS[character] ?? '').split(' ').filter((reading) => reading !== '' && reading !== usual)
  return usual.includes('v') ? [...listed, usual.replace('v', 'u')] : listed
}
