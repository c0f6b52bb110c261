import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'

import { isPaletteKey } from '../app/keys.ts'
import type { Effect, Entry } from './entries.ts'
import { useAppCommands } from './app-commands.ts'
import { PaletteDialog } from './palette-dialog.tsx'
import { keepRecent } from './recent.ts'
import { registry } from './registry.ts'

/** Does what an entry stands for. */
function useEffectOf(): (effect: Effect) => void {
  const navigate = useNavigate()
  return useCallback(
    (effect) => {
      if (effect.kind === 'run') return effect.run()
      const taker = effect.kind === 'place' ? registry.placeTaker() : undefined
      if (effect.kind === 'place' && taker) return taker(effect.place)
      const go = effect.kind === 'go' ? effect.go : { to: '/map', search: { place: effect.place.code } }
      // Each screen reads its own address and leaves out what it does not know.
      void navigate({ to: go.to, search: (go.search ?? {}) as never })
    },
    [navigate],
  )
}

/** Ctrl K, wherever one is: every command, screen, ticket, unit, grid and place by a few letters. */
export function Palette() {
  const [open, setOpen] = useState(false)
  const carryOut = useEffectOf()
  useAppCommands()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isPaletteKey(event) || event.isComposing) return
      event.preventDefault()
      setOpen((before) => !before)
    }
    const ask = () => setOpen(true)
    window.addEventListener('keydown', press)
    window.addEventListener('lianxin:palette', ask)
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('lianxin:palette', ask)
    }
  }, [])
  const choose = (entry: Entry) => {
    keepRecent(entry)
    setOpen(false)
    // After the dialog has given the focus back, so that what the entry opens may take it.
    setTimeout(() => carryOut(entry.effect))
  }
  return open ? <PaletteDialog onChoose={choose} onClose={() => setOpen(false)} /> : null
}

/** Opens the palette from a button. */
export function openPalette(): void {
  window.dispatchEvent(new Event('lianxin:palette'))
}
