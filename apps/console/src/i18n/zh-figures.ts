/** 统计的文字；指标名称在 contract 的 figure-words 里，导出文件也用它们。 */
export const zhFigures = {
  figures: {
    title: '统计',
    period: '统计时段',
    presets: { thisMonth: '本月', lastMonth: '上月', thisYear: '今年', own: '自定' },
    from: '起始日期',
    to: '截止日期',
    groupBy: '按什么分组',
    anyUnit: '全部单位',
    anyClass: '全部类别',
    channel: '来源渠道',
    anyChannel: '全部渠道',
    export: { xlsx: '导出 Excel', csv: '导出 CSV' },
    print: '打印',
    total: '合计',
    most: '最高 {{n}} 件',
    trend: '受理与办结走势，数字见下表',
    filling: '正在补统计以前的事件，已完成 {{n}} 件，数字还会增加。',
    nothing: '这段时间没有可统计的事件',
    nothingHint: '请换一个时段，或去掉单位、类别、渠道、网格的筛选。',
    asOf: '截至 {{at}}。',
    about:
      '受理、派发、上报按登记日统计，受理 = 派发 + 上报；办结、按期、满意等按办结日统计，返工或重办后不再计入，以后的评价会计入原来的办结日。每件事记在现在或最后承办的单位名下；响应记在派遣台。',
  },
}
