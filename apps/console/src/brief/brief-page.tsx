import '../styles/figures.css'
import '../styles/brief.css'

import { briefDocument, type BriefBlock, type BriefContent } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../app/problem.tsx'
import { Chart } from './chart.tsx'
import { Files } from './files.tsx'
import { briefQuery } from './queries.ts'
import { Table } from './table.tsx'

function Block({ block }: { readonly block: BriefBlock }) {
  switch (block.kind) {
    case 'heading':
      return <h2>{block.text}</h2>
    case 'text':
      return block.soft ? <h3>{block.text}</h3> : <p>{block.text}</p>
    case 'chart':
      return <Chart chart={block.chart} />
    case 'table':
      return <Table table={block} />
  }
}

/** The paper: the same words and numbers as in its files. */
function Paper({
  id,
  version,
  content,
}: {
  readonly id: string
  readonly version: number
  readonly content: BriefContent
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { title, subtitle, facts, blocks } = useMemo(
    () => briefDocument(content, version, language),
    [content, version, language],
  )
  const { period, unit, unitIds } = content
  const [unitId] = unitIds
  return (
    <article className="lc-brief-paper">
      <header>
        <h1>{title}</h1>
        <p className="lc-brief-subtitle">{subtitle}</p>
        <dl className="lc-brief-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="lc-inline lc-no-print">
          <Files briefId={id} name={subtitle} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('brief.print')}
          </Button>
          {(unit.kind === 'district' || unitIds.length === 1) && (
            <Link to="/figures" search={{ ...period, ...(unitId === undefined ? {} : { unitId }) }}>
              {t('brief.toFigures')}
            </Link>
          )}
        </div>
      </header>
      {blocks.map((block, nth) => (
        <Block key={`${block.kind} ${nth}`} block={block} />
      ))}
    </article>
  )
}

/** One brief. */
export function BriefPage() {
  const { t } = useTranslation()
  const { briefId } = useParams({ from: '/inside/briefs/$briefId' })
  const answer = useQuery(briefQuery(briefId))
  return (
    <div className="lc-page lc-brief-page">
      <p className="lc-no-print">
        <Link to="/briefs">{t('brief.back')}</Link>
      </p>
      <Loaded answer={answer}>
        {({ id, version, content }) =>
          content === null ? (
            <p className="lx-notice" role="status">
              {t('brief.notReady')}
            </p>
          ) : (
            <Paper id={id} version={version} content={content} />
          )
        }
      </Loaded>
    </div>
  )
}
