import type { GridEdit } from '@lianxin/contract'
import type { LonLat } from '@lianxin/domain'
import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { lazy, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { NoRight } from '../../app/lost-page.tsx'
import { Loaded, Refused } from '../../app/problem.tsx'
import { useMay } from '../../app/session.tsx'
import { MapArrives } from '../../map/lazy-map.tsx'
import { CornerList } from './corner-list.tsx'
import { NudgePad } from './nudge-pad.tsx'
import { MergeTool, SplitTool } from './parts-tools.tsx'
import { cellsOf, cornersOf, middlesOf, previewOf, type Pending } from './shapes.ts'
import { useEditing, type Editing } from './use-editing.ts'

const EditMap = lazy(() => import('./edit-map.tsx'))

const TOOLS = ['corners', 'split', 'merge'] as const
type Tool = (typeof TOOLS)[number]

/** Editing the boundary of a base grid: by mouse on the map, by keyboard in the list; each step is saved as a draft. */
export function GridEditPage() {
  const { gridId } = useParams({ from: '/inside/grid-edit/$gridId' })
  const mayWrite = useMay('grid.write')
  return mayWrite ? <Editor key={gridId} gridId={gridId} /> : <NoRight />
}

function Editor({ gridId }: { readonly gridId: string }) {
  const editing = useEditing(gridId)
  return (
    <div className="lc-map-page lc-edit-page">
      <Loaded answer={editing.area}>{() => <Workbench gridId={gridId} editing={editing} />}</Loaded>
    </div>
  )
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null

/** Ctrl+Z and Ctrl+Y anywhere but in a field. */
function useUndoKeys(act: (direction: 'undo' | 'redo') => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || inField(event.target)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    act(key === 'y' || event.shiftKey ? 'redo' : 'undo')
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function Workbench({ gridId, editing }: { readonly gridId: string; readonly editing: Editing }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { area, edit, undo, busy } = editing
  const data = area.data
  const cells = useMemo(() => (data ? cellsOf(data) : []), [data])
  const corners = useMemo(() => cornersOf(cells, gridId), [cells, gridId])
  const middles = useMemo(() => middlesOf(cells, gridId), [cells, gridId])
  const cell = cells.find((one) => one.gridId === gridId)
  const [tool, setTool] = useState<Tool>('corners')
  const [chosen, setChosen] = useState<LonLat | null>(null)
  const [pending, setPending] = useState<Pending | null>(null)
  const [drawing, setDrawing] = useState(false)
  const [line, setLine] = useState<readonly LonLat[] | null>(null)
  const pad = useRef<HTMLDivElement>(null)
  const preview = useMemo(() => previewOf(cells, pending), [cells, pending])
  const shownCorners = useMemo(
    () => (pending ? cornersOf(preview.cells, gridId) : corners),
    [pending, preview, corners, gridId],
  )
  const corner = corners.find(({ at }) => at.join() === chosen?.join())

  const send = (step: GridEdit, then: LonLat | null): void =>
    edit.mutate(step, {
      onSuccess: (after) => {
        // The server has laid the corner on its lattice: the nearest one is it.
        const fresh = cornersOf(cellsOf(after), gridId)
        const near = then && fresh.toSorted((a, b) => distance(a.at, then) - distance(b.at, then))[0]
        setChosen(near?.at ?? null)
      },
      onSettled: () => {
        setPending(null)
        setLine(null)
        setDrawing(false)
      },
    })
  const drop = (made: Pending): void => {
    if (previewOf(cells, made).refused) {
      // Sent all the same: the refusal says what to do instead.
      setPending(null)
    }
    if (made.kind === 'move') send({ kind: 'move', from: pair(made.from), to: pair(made.to) }, made.to)
    else send({ kind: 'insert', edge: [pair(made.edge[0]), pair(made.edge[1])], at: pair(made.at) }, made.at)
  }
  const turn = (direction: 'undo' | 'redo'): void => {
    if (!busy && (direction === 'undo' ? data?.undo : data?.redo)) undo.mutate(direction)
  }
  useUndoKeys(turn)
  if (!data || !cell) return null
  const history = (direction: 'undo' | 'redo'): string => {
    const kind = data[direction]
    return kind ? t(`gridEdit.${direction}Of`, { what: t(`gridEdit.kind.${kind}`) }) : t(`gridEdit.${direction}`)
  }

  return (
    <>
      <div className="lc-map-area">
        <MapArrives>
          <EditMap
            label={t('gridEdit.map')}
            gridId={gridId}
            cells={preview.cells}
            refused={preview.refused}
            corners={tool === 'corners' ? shownCorners : []}
            middles={tool === 'corners' && !pending ? middles : []}
            chosen={pending?.kind === 'move' ? pending.to : chosen}
            drawing={drawing}
            onChoose={setChosen}
            onGrid={(id) => void navigate({ to: '/grid-edit/$gridId', params: { gridId: id } })}
            onPending={setPending}
            onDrop={drop}
            onLine={(points) => {
              setLine(points)
              setDrawing(false)
            }}
          />
        </MapArrives>
      </div>
      <aside className="lc-map-side lc-edit-side" aria-label={t('gridEdit.side')}>
        <header>
          <p className="lc-soft">{t('gridEdit.title')}</p>
          <h1>{cell.grid.name}</h1>
          <p className="lc-soft">
            {cell.grid.code}
            {cell.grid.draft && <span className="lx-tag lx-tag-warn">{t('grid.status.draft')}</span>}
          </p>
        </header>
        <div className="lc-inline">
          <Button
            icon={<UndoOutlined aria-hidden />}
            disabled={!data.undo}
            loading={undo.isPending}
            onClick={() => turn('undo')}
          >
            {history('undo')}
          </Button>
          <Button icon={<RedoOutlined aria-hidden />} disabled={!data.redo} onClick={() => turn('redo')}>
            {history('redo')}
          </Button>
        </div>
        <Refused error={edit.error ?? undo.error} />
        <p role="status" className="lc-soft">
          {busy
            ? t('gridEdit.saving')
            : data.drafts > 0
              ? t('gridEdit.saved', { count: data.drafts })
              : t('gridEdit.noDraft')}
        </p>
        {data.drafts > 0 && (
          <Link to="/grids" search={{ tab: 'coverage' }}>
            {t('gridEdit.toActivation')}
          </Link>
        )}
        <Segmented
          aria-label={t('gridEdit.tools')}
          value={tool}
          onChange={(next) => {
            setTool(next)
            setDrawing(false)
          }}
          options={TOOLS.map((value) => ({ value, label: t(`gridEdit.tool.${value}`) }))}
        />
        {tool === 'corners' && (
          <>
            <p className="lc-soft">{t('gridEdit.cornersHint')}</p>
            <CornerList corners={corners} chosen={chosen} onChoose={setChosen} onEnter={() => pad.current?.focus()} />
            {corner && !corner.rim && (
              <NudgePad
                // By its number: the corner that was moved keeps the keys.
                key={corners.indexOf(corner)}
                at={corner.at}
                padRef={pad}
                refused={preview.refused}
                onPending={(to) => setPending(to && { kind: 'move', from: corner.at, to })}
                onMove={(to) => drop({ kind: 'move', from: corner.at, to })}
                onRemove={() => send({ kind: 'remove', at: pair(corner.at) }, null)}
              />
            )}
            {corner?.rim && <p className="lc-warn">{t('gridEdit.rimHint')}</p>}
          </>
        )}
        {tool === 'split' && (
          <SplitTool
            key={cell.grid.name}
            cell={cell}
            corners={corners}
            line={line}
            drawing={drawing}
            onDraw={setDrawing}
            onEdit={(step) => send(step, null)}
          />
        )}
        {tool === 'merge' && <MergeTool cell={cell} cells={cells} onEdit={(step) => send(step, null)} />}
      </aside>
    </>
  )
}

const pair = ([lon, lat]: LonLat): [number, number] => [lon, lat]
const distance = (a: LonLat, b: LonLat): number => Math.hypot(a[0] - b[0], a[1] - b[1])
