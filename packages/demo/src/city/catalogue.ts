/** A minor class as the catalogue table keeps it; the shape of `catalogue_class` in the schema. */
export interface DemoClass {
  readonly code: string
  readonly kind: 'component' | 'event'
  readonly major: string
  readonly majorEn: string
  readonly minor: string
  readonly minorEn: string
  readonly filingCondition: string
  readonly closingCondition: string
  readonly stages: readonly {
    readonly name: string
    readonly limit: { readonly amount: number; readonly unit: 'workHour' | 'workDay' | 'hour' }
  }[]
  readonly evidenceRequired: boolean
  readonly urgent: boolean
  readonly confidential: boolean
  /** Level → department code; a level without an entry is answered by the territorial unit. */
  readonly responsible: Readonly<Record<string, string>>
  readonly standardReplies: readonly string[]
  readonly source: string
}

const MAJORS = {
  C01: ['component', '公用设施', 'Public utilities'],
  C02: ['component', '交通设施', 'Traffic facilities'],
  C03: ['component', '市容环境设施', 'Sanitation facilities'],
  C04: ['component', '园林绿化', 'Greenery'],
  E01: ['event', '市容环境', 'Cleanliness of the city'],
  E02: ['event', '宣传广告', 'Advertising'],
  E03: ['event', '施工管理', 'Construction sites'],
  E04: ['event', '突发事件', 'Emergencies'],
  E05: ['event', '街面秩序', 'Order in the street'],
  E06: ['event', '社区管理', 'Community and housing'],
  E07: ['event', '矛盾纠纷', 'Disputes'],
  E08: ['event', '公共服务', 'Public services'],
} as const

type Limit = `${number}${'h' | 'd' | 'H'}`
/** code · Chinese · English · filing condition · closing condition · limit (h working hours, d working days, H clock hours) · department at district level · marks (p photo, u urgent, c confidential) */
type Row = readonly [string, string, string, string, string, Limit, string, string?]

// Limits of common classes follow public rules of several cities (Jiyuan, Fugou, Huangpu); a district sets its own.
const ROWS: readonly Row[] = [
  ['C0101', '上水井盖', 'Water-supply manhole', '井盖缺失、破损或移位', '恢复原状、路面平整', '4h', 'SW', 'pu'],
  ['C0102', '污水井盖', 'Sewer manhole', '井盖缺失、破损或移位', '恢复原状、路面平整', '4h', 'SW', 'pu'],
  ['C0103', '雨水箅子', 'Storm-drain grate', '缺失、破损或堵塞', '补齐疏通', '8h', 'SW', 'p'],
  ['C0104', '电力井盖', 'Power manhole', '井盖缺失、破损或移位', '恢复原状', '4h', 'DL', 'pu'],
  ['C0105', '通讯井盖', 'Telecom manhole', '井盖缺失、破损或移位', '恢复原状', '8h', 'CG', 'p'],
  ['C0106', '路灯', 'Street lamp', '不亮、倾斜或破损', '恢复照明', '2d', 'CG'],
  ['C0107', '消防设施', 'Fire hydrant and equipment', '损坏、被遮挡或被占用', '恢复可用', '1d', 'XF', 'p'],
  ['C0201', '交通信号灯', 'Traffic light', '不亮或显示错误', '恢复正常', '4h', 'JT', 'u'],
  ['C0202', '交通护栏', 'Guard rail', '倾倒、缺失或破损', '恢复原状', '1d', 'JT', 'p'],
  ['C0203', '过街天桥与地下通道', 'Footbridge and underpass', '破损、积水或照明不良', '修复', '3d', 'CG'],
  ['C0204', '人行道', 'Pavement', '砖块松动、缺失或塌陷', '修复平整', '3d', 'CG', 'p'],
  ['C0301', '公共厕所', 'Public toilet', '设施损坏或不洁', '修复、保洁', '1d', 'CG'],
  ['C0302', '垃圾箱', 'Litter bin', '满溢、破损或缺失', '清运或更换', '4h', 'CG'],
  ['C0303', '广告牌匾', 'Sign board', '破损、倾斜、有坠落危险', '加固或拆除', '1d', 'CG', 'pu'],
  ['C0401', '行道树', 'Street tree', '倒伏、枯死或断枝', '清理、补植', '1d', 'YL', 'p'],
  ['C0402', '绿地设施', 'Fixtures of green space', '座椅、护栏等破损', '修复', '5d', 'YL'],
  ['C0403', '古树名木', 'Ancient tree', '受损或缺少保护', '保护到位', '2d', 'YL', 'p'],
  ['E0101', '私搭乱建', 'Unlicensed building', '无规划许可证或超出许可', '停工、依法处罚、拆除', '15d', 'CG', 'p'],
  ['E0102', '暴露垃圾', 'Exposed refuse', '公共场所成堆成片的垃圾', '彻底清理', '4h', 'CG', 'p'],
  ['E0103', '积存渣土', 'Heaps of spoil', '堆积的建筑垃圾或渣土', '彻底清理、依法查处', '2d', 'CG', 'p'],
  ['E0104', '道路不洁', 'Dirty road', '路面脏乱、遗撒', '路面整洁', '5h', 'CG'],
  ['E0105', '路面积水', 'Water on the road', '积水影响通行', '排除积水', '4h', 'SW', 'u'],
  ['E0106', '水域不洁', 'Dirty water body', '淤积、漂浮物或油污', '清理', '15d', 'SW'],
  ['E0107', '绿地脏乱', 'Litter in green space', '绿地内有垃圾杂物', '彻底清除', '4h', 'YL'],
  ['E0108', '污水外溢', 'Sewage overflow', '污水外冒', '疏通、冲洗', '4h', 'SW', 'u'],
  ['E0201', '非法小广告', 'Illegal stickers', '乱张贴、乱喷涂', '清除', '1d', 'CG'],
  ['E0202', '违规牌匾', 'Sign without permit', '未经许可设置', '拆除或补办', '5d', 'CG'],
  ['E0203', '占道广告', 'Advertising in the way', '占用道路设置广告', '清除', '4h', 'CG'],
  ['E0301', '施工扰民', 'Construction noise', '夜间或午间违规施工', '停止并告知', '4h', 'HB'],
  ['E0302', '工地扬尘', 'Dust of a site', '未覆盖、未喷淋', '整改到位', '4h', 'HB', 'p'],
  ['E0303', '施工占道', 'Site blocking the way', '无许可占道或未设警示', '撤除或补办', '1d', 'CG'],
  ['E0304', '无证掘路', 'Digging without permit', '无许可挖掘', '恢复路面、依法查处', '3d', 'CG'],
  ['E0401', '路面塌陷', 'Road collapse', '路面塌陷', '警示、抢修、恢复', '4H', 'CG', 'pu'],
  ['E0402', '自来水管破裂', 'Burst water main', '跑水', '关阀、抢修', '4H', 'SW', 'u'],
  ['E0403', '燃气热力管道破裂', 'Gas or heating leak', '泄漏', '疏散警示、抢修', '2H', 'RQ', 'u'],
  ['E0404', '电力线路故障', 'Power line fault', '断线、下垂、停电', '警示、抢修', '4H', 'DL', 'u'],
  ['E0405', '道路积雪结冰', 'Snow and ice', '影响通行', '清除', '4h', 'CG', 'u'],
  ['E0406', '消防通道堵塞', 'Blocked fire lane', '占用、堵塞消防车通道', '恢复畅通', '2h', 'XF', 'pu'],
  ['E0501', '店外经营', 'Trading outside the shop', '超出门窗经营', '规范', '4h', 'CG'],
  ['E0502', '流动经营', 'Street vending', '占道无照经营', '劝离、规范', '2h', 'CG'],
  ['E0503', '露天烧烤', 'Open-air barbecue', '占道烧烤、油烟扰民', '取缔、规范', '4h', 'CG'],
  ['E0504', '机动车乱停放', 'Badly parked cars', '占用人行道、堵塞通道', '驶离', '2h', 'JT'],
  ['E0505', '非机动车乱停放', 'Badly parked bicycles', '无序停放、占道', '摆放整齐', '4h', 'CG'],
  ['E0506', '乱堆物料', 'Goods piled up', '占道堆放', '清除', '4h', 'CG'],
  ['E0507', '商业噪声', 'Commercial noise', '高音喇叭揽客', '停止', '2h', 'HB'],
  ['E0601', '楼道堆物', 'Stairwell obstructed', '楼道、连廊堆放杂物', '清理', '2d', ''],
  ['E0602', '房屋漏水维修', 'Leaks and repairs', '公共部位渗漏、破损', '修复或明确责任', '5d', 'ZJ'],
  ['E0603', '电梯故障', 'Lift out of order', '停运、困人、异响', '恢复运行', '1d', 'SC', 'u'],
  ['E0604', '物业服务', 'Property management', '保洁、保安、收费等争议', '答复并督促整改', '5d', 'ZJ'],
  ['E0605', '飞线充电', 'Charging by loose cables', '私拉电线给电动车充电', '拆除、劝导', '1d', '', 'p'],
  ['E0606', '养犬问题', 'Dogs', '不牵绳、扰民、粪便', '劝导、处理', '2d', ''],
  ['E0607', '供暖问题', 'Heating', '温度不达标、漏水', '恢复或答复', '1d', 'RQ'],
  ['E0608', '停水停电', 'Water or power cut', '非计划停供', '恢复或答复', '4h', 'DL'],
  ['E0701', '邻里纠纷', 'Dispute between neighbours', '噪声、采光、通行等', '调解并答复', '10d', '', 'c'],
  ['E0702', '劳资纠纷', 'Wage dispute', '拖欠工资', '协调并答复', '10d', 'RS', 'c'],
  ['E0703', '消费纠纷', 'Consumer dispute', '商品或服务争议', '调解并答复', '7d', 'SC', 'c'],
  ['E0801', '困难帮扶', 'Help in hardship', '本人或家属申请帮助', '落实或答复', '5d', 'MZ', 'c'],
  ['E0802', '养老服务', 'Services for the elderly', '助餐、上门等需求', '落实或答复', '5d', 'MZ'],
  ['E0803', '公共交通', 'Public transport', '站点、班次、服务', '答复', '7d', 'JT'],
  ['E0804', '政策咨询', 'Question about a rule', '咨询政策与办事流程', '当面或书面答复', '3d', ''],
  ['E0805', '意见建议', 'Suggestion', '对社区治理的建议', '研究并答复', '7d', ''],
]

const UNITS = { h: 'workHour', d: 'workDay', H: 'hour' } as const

/** The default catalogue of a new district: 61 classes of our own wording, limits as data. */
export const DEMO_CATALOGUE: readonly DemoClass[] = ROWS.map(
  ([code, minor, minorEn, filing, closing, limit, department, marks = '']) => {
    const [kind, major, majorEn] = MAJORS[code.slice(0, 3) as keyof typeof MAJORS]
    const unit = UNITS[limit.at(-1) as keyof typeof UNITS]
    return {
      code,
      kind,
      major,
      majorEn,
      minor,
      minorEn,
      filingCondition: filing,
      closingCondition: closing,
      stages: [{ name: '处置', limit: { amount: Number(limit.slice(0, -1)), unit } }],
      evidenceRequired: marks.includes('p'),
      urgent: marks.includes('u'),
      confidential: marks.includes('c'),
      responsible: department === '' ? {} : { '0': department },
      standardReplies: [`您反映的“${minor}”问题已处理完毕：${closing}。感谢您的监督，欢迎评价。`],
      source: '连心网格示范目录',
    }
  },
)
