import type { PresentPerson } from '@lianxin/contract'
import { EditOutlined, EyeOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

/** Who else has this ticket open, those who are filling in a form first. */
export function PresentPeople({ people }: { readonly people: readonly PresentPerson[] }) {
  const { t } = useTranslation()
  const sorted = people.toSorted((a, b) => Number(b.mode === 'editing') - Number(a.mode === 'editing'))
  return (
    <div className="lc-present" role="status">
      {sorted.map(({ personId, personName, unitName, mode }) => (
        <span key={personId} className={`lx-tag ${mode === 'editing' ? 'lx-tag-warn lx-tag-strong' : ''}`}>
          {mode === 'editing' ? <EditOutlined aria-hidden /> : <EyeOutlined aria-hidden />}
          {t(`presence.${mode}`, { who: [personName, unitName].filter(Boolean).join(' · ') })}
        </span>
      ))}
    </div>
  )
}
