import { newId } from '@lianxin/client'
import { editGrids, readEditArea, undoGridEdit, type EditArea, type GridEdit } from '@lianxin/contract'
import { useMutation, useQuery } from '@tanstack/react-query'

import { call } from '../../app/api.ts'
import { queryClient } from '../../app/queries.ts'

const areaKey = (gridId: string) => ['grid-edit', gridId] as const

/** The area around a grid, and steps on it: each is saved as it is made. */
export function useEditing(gridId: string) {
  const area = useQuery({
    queryKey: areaKey(gridId),
    queryFn: ({ signal }) => call(readEditArea, { params: { gridId }, signal }),
    staleTime: 0,
  })
  const took = (after: EditArea): void => {
    queryClient.setQueryData(areaKey(gridId), after)
    for (const key of ['grids', 'grid', 'grid-preview']) void queryClient.invalidateQueries({ queryKey: [key] })
  }
  const edit = useMutation({
    mutationFn: (step: GridEdit) => call(editGrids, { params: { gridId }, body: { id: newId(), edit: step } }),
    onSuccess: took,
    // Somebody else may have changed what is on the screen.
    onError: () => void area.refetch(),
  })
  const undo = useMutation({
    mutationFn: (direction: 'undo' | 'redo') => call(undoGridEdit, { params: { gridId }, body: { direction } }),
    onSuccess: took,
    onError: () => void area.refetch(),
  })
  return { area, edit, undo, busy: edit.isPending || undo.isPending }
}
export type Editing = ReturnType<typeof useEditing>
