import { figureFilterText, type BriefCell, type BriefTable } from '@lianxin/contract'
import { Link } from '@tanstack/react-router'

import { useMay } from '../app/session.tsx'

/** A cell, leading to the tickets behind it where one may see tickets. */
function CellText({ cell, name }: { readonly cell: BriefCell; readonly name: string }) {
  const maySee = useMay('ticket.read')
  const { text, filter, ticketId, share } = cell
  if (maySee && ticketId !== undefined)
    return (
      <Link to="/tickets/$ticketId" params={{ ticketId }} className="lc-figure-link">
        {text}
      </Link>
    )
  if (maySee && filter && text !== '0')
    return (
      <Link
        to="/queue"
        search={{ list: 'all', figure: figureFilterText(filter) }}
        className="lc-figure-link"
        aria-label={`${name} ${text}`}
      >
        {text}
      </Link>
    )
  if (share === undefined || share === null) return <>{text}</>
  return (
    <span className="lc-share">
      {text}
      <span className="lc-share-bar" aria-hidden>
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </span>
  )
}

/** A table of a brief. */
export function Table({ table }: { readonly table: BriefTable }) {
  const { columns, rows, title, empty, id } = table
  return (
    <section className="lc-brief-table" aria-labelledby={`brief-${id}`}>
      <h3 id={`brief-${id}`}>{title}</h3>
      {rows.length === 0 ? (
        <p className="lc-soft">{empty}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than a telephone: keys must scroll it
        <div className="lc-brief-scroll" role="region" aria-labelledby={`brief-${id}`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.title} scope="col" data-align={column.align}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells, row) => (
                <tr key={`${row} ${cells[0]?.text ?? ''}`}>
                  {cells.map((cell, column) => (
                    <td key={columns[column]?.title} data-align={columns[column]?.align}>
                      <CellText cell={cell} name={`${cells[0]?.text ?? ''} ${columns[column]?.title ?? ''}`} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
