import type { Consequence } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

interface Saved {
  readonly consequences: readonly Consequence[]
}

interface CarefulSave<T extends Saved> {
  /** Asks what would follow, or saves. */
  readonly save: (dryRun: boolean) => Promise<T>
  readonly onSaved: (saved: T) => void | Promise<void>
  /** Shows what follows even where it is nothing: for questions that are about to be confirmed anyway. */
  readonly asksFirst?: boolean
}

/**
 * Saving in two steps where it matters: the first press asks what would follow. Where nothing does, the change is saved at
 * once; else it is shown and a second press confirms. `forget` begins again after the form was changed.
 */
export function useCarefulSave<T extends Saved>({ save, onSaved, asksFirst = false }: CarefulSave<T>) {
  const [follows, setFollows] = useState<readonly Consequence[] | null>(null)
  const attempt = useMutation({
    mutationFn: async (confirmed: boolean) => {
      if (!confirmed) {
        const { consequences } = await save(true)
        if (asksFirst || consequences.length > 0) return setFollows(consequences)
      }
      await onSaved(await save(false))
    },
  })
  const must = follows?.some(({ tone }) => tone === 'must') ?? false
  return {
    /** What would follow; null before it was asked for. */
    follows,
    /** A further choice is needed first. */
    must,
    error: attempt.error,
    isPending: attempt.isPending,
    submit: () => attempt.mutate(follows !== null && !must),
    forget: () => {
      setFollows(null)
      attempt.reset()
    },
  }
}

/** What a dialog needs of a careful save. */
export type Careful = Pick<ReturnType<typeof useCarefulSave>, 'follows' | 'must' | 'error' | 'isPending' | 'submit'>
