import type { SessionView } from '@lianxin/contract'
import { EmptyView, ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'

import { call } from '../app/api.ts'
import { choosePost } from '../app/operations.ts'
import { putSession, signOut } from '../app/session.ts'

/** Somebody with several posts says in which one they act. */
export function ChoosePost({ session }: { readonly session: SessionView }): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const choose = useMutation({
    mutationFn: (postId: string) => call(choosePost, { body: { postId } }),
    onSuccess: putSession,
  })
  return (
    <main className="page">
      <h1>{t('post.hello', { name: session.person.name })}</h1>
      {session.posts.length === 0 ? (
        <EmptyView title={t('post.none')} text={t('post.noneText')} />
      ) : (
        <section className="box">
          <h2>{t('post.choose')}</h2>
          <ul className="rows">
            {session.posts.map((post) => (
              <li key={post.id}>
                <button type="button" disabled={choose.isPending} onClick={() => choose.mutate(post.id)}>
                  <strong>{t(`role.${post.role}`)}</strong>
                  <span>{lang === 'en' && post.unit.nameEn !== '' ? post.unit.nameEn : post.unit.name}</span>
                </button>
              </li>
            ))}
          </ul>
          {choose.isError && <ProblemView error={choose.error} />}
        </section>
      )}
      <button type="button" className="lx-button" onClick={() => void signOut(session)}>
        {t('me.signOut')}
      </button>
    </main>
  )
}
