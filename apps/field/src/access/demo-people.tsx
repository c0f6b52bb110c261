import { ProblemView, useTranslation } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'

import { call } from '../app/api.ts'
import { enterDemo, listDemoPeople } from '../app/operations.ts'
import { putSession } from '../app/session.ts'

/** In the demo district one enters as one of its people; elsewhere the list is empty and nothing shows. */
export function DemoPeople(): ReactElement | null {
  const { t } = useTranslation()
  const people = useQuery({ queryKey: ['demo'], queryFn: ({ signal }) => call(listDemoPeople, { signal }) })
  const enter = useMutation({
    mutationFn: (loginName: string) => call(enterDemo, { body: { loginName } }),
    onSuccess: putSession,
  })
  const items = people.data?.items.filter(({ page }) => page === 'field') ?? []
  if (items.length === 0) return null
  return (
    <section className="box">
      <h2>{t('signIn.demo')}</h2>
      <p className="lx-hint">{t('signIn.demoText')}</p>
      <ul className="rows">
        {items.map(({ loginName, name, role, unitName }) => (
          <li key={loginName}>
            <button type="button" disabled={enter.isPending} onClick={() => enter.mutate(loginName)}>
              <strong>
                {name} · {t(`role.${role}`)}
              </strong>
              <span>{unitName}</span>
            </button>
          </li>
        ))}
      </ul>
      {enter.isError && <ProblemView error={enter.error} />}
    </section>
  )
}
