import { entry } from './entry.ts'

/** What can be wrong with a monthly brief. */
export const BRIEF_ERRORS = {
  'brief.not_found': entry(
    404,
    ['找不到该简报', '请刷新后从列表中选择；只能看到本单位和下级的简报。'],
    ['No such brief', 'Refresh and choose one from the list; only those of your own unit and below are shown.'],
  ),
  'brief.unit_unknown': entry(
    422,
    ['不能为该单位生成简报', '简报按区、街道和部门生成；请选择您职责范围内的单位。'],
    ['No briefs for this unit', 'There are briefs of the district, subdistricts and departments; choose one you see.'],
  ),
  'brief.month_not_begun': entry(
    422,
    ['这个月还没有开始', '请选择本月或以前的月份。'],
    ['The month has not begun', 'Choose this month or an earlier one.'],
  ),
  'brief.under_way': entry(
    409,
    ['正在生成这份简报', '请稍等片刻，生成后会出现在列表中。'],
    ['This brief is being produced', 'Wait a moment; it will be in the list.'],
  ),
  'brief.not_ready': entry(
    409,
    ['简报还没有生成', '请等生成完成后再下载。'],
    ['The brief is not ready', 'Download it once it has been produced.'],
  ),
  'brief.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重试。'],
    ['Id already used with other content', 'Refresh and try again.'],
  ),
  'brief.font_missing': entry(
    503,
    [
      '服务器没有中文字体，不能生成 PDF',
      '请管理员安装中文字体（Debian：apt install fonts-noto-cjk）；现在可下载 Word 或 Excel 文件。',
    ],
    [
      'No Chinese font on the server, so no PDF',
      'Ask the administrator to install one (Debian: apt install fonts-noto-cjk); Word and Excel files work.',
    ],
  ),
  'brief.pdf_unavailable': entry(
    503,
    ['服务器上没有生成 PDF 的组件', '请管理员在服务器上重新执行 npm ci；现在可下载 Word 或 Excel 文件。'],
    [
      'The server lacks what makes PDF files',
      'Ask the administrator to run npm ci on the server; Word and Excel files work.',
    ],
  ),
} as const
