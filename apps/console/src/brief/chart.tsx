import type { BriefChart } from '@lianxin/contract'

/** A chart in the colours of the page; the table beside it says the same in numbers. */
export function Chart({ chart }: { readonly chart: BriefChart }) {
  return (
    <svg
      className="lc-brief-chart"
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      role="img"
      aria-label={chart.label}
      preserveAspectRatio="xMinYMin meet"
    >
      {chart.marks.map((mark, nth) => {
        const key = `${mark.kind} ${nth}`
        switch (mark.kind) {
          case 'bar': {
            const { x, y, width, height } = mark
            return <rect key={key} className={`lc-brief-${mark.look}`} {...{ x, y, width, height }} />
          }
          case 'line': {
            const { x1, x2, y1, y2 } = mark
            return <line key={key} className="lc-brief-line" {...{ x1, x2, y1, y2 }} />
          }
          case 'text':
            return (
              <text key={key} x={mark.x} y={mark.y} textAnchor={mark.anchor}>
                {mark.text}
              </text>
            )
        }
      })}
    </svg>
  )
}
