import type { BulkCommand } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

import { catalogueQuery, unitsQuery } from '../app/queries.ts'
import { unitName } from '../ticket/words.ts'
import type { Change } from './change.ts'

/** Says what a change does: the name of a macro, or the command with the class or unit it names. */
export function useDescribe(): {
  readonly command: (command: BulkCommand) => string
  readonly change: (change: Change) => string
} {
  const { t } = useTranslation()
  const [language] = useLang()
  const catalogue = useQuery(catalogueQuery)
  const units = useQuery(unitsQuery)

  const command = (one: BulkCommand): string => {
    const names: string[] = []
    if ('classCode' in one && one.classCode !== undefined) {
      const found = catalogue.data?.classes.find(({ code }) => code === one.classCode)
      names.push((language === 'en' ? found?.minorEn : found?.minor) || one.classCode)
    }
    if ('unitId' in one && one.unitId !== undefined) {
      const unit = units.data?.items.find(({ id }) => id === one.unitId)
      if (unit) names.push(unitName(unit, language))
    } else if (one.kind === 'dispatch') names.push(t('bulk.toGrid'))
    const word = t(`command.${one.kind}`)
    return names.length === 0 ? word : t('bulk.named', { command: word, names: names.join(t('undo.and')) })
  }
  return {
    command,
    change: (change) =>
      change.type === 'macro'
        ? language === 'en' && change.macro.nameEn !== ''
          ? change.macro.nameEn
          : change.macro.name
        : command(change.command),
  }
}
