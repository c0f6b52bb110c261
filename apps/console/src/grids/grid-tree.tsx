import { listGrids, type GridNodeView } from '@lianxin/contract'
import { useQuery } from '@tanstack/react-query'
import { Input, Tree } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Loaded, Nothing } from '../app/problem.tsx'
import { gridsUnderQuery, queryClient } from '../app/queries.ts'
import { gridQuery } from '../map/grid-panel.tsx'

interface Node {
  readonly key: string
  readonly title: ReactNode
  readonly isLeaf: boolean
  readonly children?: Node[]
}

interface Branch {
  readonly key: string
  readonly children: Node[]
}

interface GridTreeProps {
  readonly selected: string | null
  readonly onSelect: (gridId: string) => void
}

function Title({ grid }: { readonly grid: GridNodeView }) {
  const { t } = useTranslation()
  return (
    <span className="lc-tree-title">
      {grid.name}
      {grid.status !== 'active' && <span className="lx-tag lx-tag-warn">{t(`grid.status.${grid.status}`)}</span>}
      {grid.overdueTickets > 0 && <b className="lc-bad">{t('grid.overdueCount', { count: grid.overdueTickets })}</b>}
    </span>
  )
}

const place = (nodes: readonly Node[], key: string, children: Node[]): Node[] =>
  nodes.map((node) => {
    if (node.key === key) return { ...node, children }
    return node.children ? { ...node, children: place(node.children, key, children) } : node
  })

const toNode = (grid: GridNodeView): Node => ({
  key: grid.id,
  title: <Title grid={grid} />,
  isLeaf: grid.childCount === 0,
})

const readBranch = async (key: string): Promise<Branch> => {
  const { items } = await queryClient.fetchQuery(gridsUnderQuery(key))
  return { key, children: items.map(toNode) }
}

/**
 * The grid tree, open down to the selected grid; children are fetched when a branch is opened. A search shows hits as a
 * flat list.
 */
export function GridTree({ selected, onSelect }: GridTreeProps) {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const roots = useQuery(gridsUnderQuery(null))
  const [opened, setOpened] = useState<readonly Branch[]>([])
  const nodes = useMemo(
    () =>
      opened.reduce<Node[]>(
        (tree, { key, children }) => place(tree, key, children),
        (roots.data?.items ?? []).map(toNode),
      ),
    [roots.data, opened],
  )
  const [expanded, setExpanded] = useState<readonly string[]>([])
  const root = roots.data?.items[0]?.id
  // Who follows a link to a grid wants to see where it lies. One that is not there is told beside the tree.
  const shown = useQuery({ ...gridQuery(selected ?? ''), enabled: selected !== null })
  const above = shown.data?.ancestors.map(({ id }) => id).join(' ') ?? ''
  useEffect(() => {
    if (root === undefined) return undefined
    let gone = false
    const way = [...new Set([root, ...above.split(' ').filter(Boolean)])]
    void Promise.all(way.map(readBranch)).then((branches) => {
      if (gone) return
      setOpened((before) => [...before, ...branches.filter(({ key }) => !before.some((one) => one.key === key))])
      setExpanded((before) => [...new Set([...before, ...way])])
    })
    return () => {
      gone = true
    }
  }, [root, above])
  const box = useRef<HTMLDivElement>(null)
  const inSight = useRef<string | null>(null)
  // After every drawing: the branch it lies in may come later than the choice.
  useEffect(() => {
    const title = selected !== inSight.current && box.current?.querySelector('.ant-tree-treenode-selected')
    if (!title) return
    inSight.current = selected
    title.scrollIntoView({ block: 'nearest' })
  })
  const found = useQuery({
    queryKey: ['grids', 'search', q],
    queryFn: ({ signal }) => call(listGrids, { query: { q, limit: 50 }, signal }),
    enabled: q.trim() !== '',
  })
  return (
    <div className="lc-tree" ref={box}>
      <Input.Search
        allowClear
        aria-label={t('grid.search')}
        placeholder={t('grid.search')}
        onSearch={(text) => setQ(text.trim())}
        onChange={(event) => event.target.value === '' && setQ('')}
      />
      {q === '' ? (
        <Loaded answer={roots}>
          {() => (
            <Tree
              blockNode
              motion={false}
              aria-label={t('grid.tab.tree')}
              treeData={nodes}
              expandedKeys={[...expanded]}
              onExpand={(keys) => setExpanded(keys.map(String))}
              selectedKeys={selected ? [selected] : []}
              onSelect={([key]) => key !== undefined && onSelect(`${key}`)}
              loadData={async (node) => {
                const branch = await readBranch(node.key)
                setOpened((before) => [...before, branch])
              }}
            />
          )}
        </Loaded>
      ) : (
        <Loaded answer={found}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing text={t('grid.noneFound')} />
            ) : (
              <ul className="lc-side-list">
                {items.map((grid) => (
                  <li key={grid.id}>
                    <button type="button" onClick={() => onSelect(grid.id)}>
                      <strong>{grid.name}</strong>
                      <span className="lc-soft">{grid.code}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
    </div>
  )
}
