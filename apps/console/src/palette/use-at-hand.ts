import { useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

import { screensFor } from '../app/navigation.tsx'
import { useSpelled } from '../app/pinyin.ts'
import { unitsQuery } from '../app/queries.ts'
import { useMay, useSession } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'
import type { Entry, Findable } from './entries.ts'
import { registry } from './registry.ts'

/** Everything the palette finds without asking: commands of the screen and the open ticket, screens, units. */
export function useAtHand(): readonly Findable[] {
  const { t, i18n } = useTranslation()
  const [language] = useLang()
  const { permissions } = useSession()
  const commands = useSyncExternalStore(registry.subscribe, registry.get)
  const units = useQuery({ ...unitsQuery, enabled: useMay('organisation.read') })
  const spelled = useSpelled()

  const own = useMemo(() => {
    const namesOf = (label: string, values: Readonly<Record<string, string | number>> = {}): readonly string[] =>
      ['zh', 'en'].map((tongue) => i18n.getFixedT(tongue)(label, values))
    const found: { readonly entry: Entry; readonly names: readonly string[] }[] = commands.map((command) => ({
      entry: {
        id: `do:${command.id}`,
        group: command.group,
        name: t(command.label, command.values ?? {}),
        hint: '',
        ...(command.shortcut === undefined ? {} : { shortcut: command.shortcut }),
        effect: { kind: 'run', run: command.run },
      },
      names: namesOf(command.label, command.values),
    }))
    for (const { path, label } of screensFor(permissions))
      found.push({
        entry: { id: `go:${path}`, group: 'go', name: t(label), hint: '', effect: { kind: 'go', go: { to: path } } },
        names: namesOf(label),
      })
    return found
  }, [commands, permissions, t, i18n])

  const known = useMemo(
    () =>
      (units.data?.items ?? [])
        .filter((unit) => unit.active)
        .map((unit) => ({
          entry: {
            id: `unit:${unit.id}`,
            group: 'units',
            name: unitName(unit, language),
            hint: unit.telephone,
            effect: { kind: 'go', go: { to: '/organisation', search: { unit: unit.id } } },
          } satisfies Entry,
          names: [unit.name, unit.nameEn, unit.code].filter((name) => name !== ''),
        })),
    [units.data, language],
  )
  return useMemo(
    () => [...own, ...known].map(({ entry, names }) => ({ entry, names: names.map(spelled) })),
    [own, known, spelled],
  )
}
