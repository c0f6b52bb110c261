import type { BriefChart, ChartMark } from '@lianxin/contract'

const FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
const INK = '#1f2328'
const BLUE = '#1f5fbf'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function markSvg(mark: ChartMark): string {
  switch (mark.kind) {
    case 'bar': {
      const { x, y, width, height } = mark
      const look = mark.look === 'full' ? `fill="${BLUE}"` : `fill="#fff" stroke="${BLUE}" stroke-width="1.2"`
      return `<rect x="${x}" y="${y}" width="${Math.max(0.6, width)}" height="${Math.max(0.6, height)}" ${look}/>`
    }
    case 'line':
      return `<line x1="${mark.x1}" y1="${mark.y1}" x2="${mark.x2}" y2="${mark.y2}" stroke="#b8bfc8" stroke-width="1"/>`
    case 'text':
      return `<text x="${mark.x}" y="${mark.y}" text-anchor="${mark.anchor}">${escaped(mark.text)}</text>`
  }
}

/** A chart as a drawing for paper: dark on white, whatever the screen looks like. */
export function chartSvg({ width, height, marks }: BriefChart): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}" font-size="13" fill="${INK}"><rect width="${width}" height="${height}" fill="#fff"/>${marks.map(markSvg).join('')}</svg>`
}
