import type { SessionView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { Nothing, Refused } from '../app/problem.tsx'
import { useChoosePost } from '../app/session.tsx'
import { useSignOut } from '../app/sign-out.tsx'
import { unitName } from '../ticket/words.ts'
import { Frame } from './frame.tsx'

/** Who holds several posts says in which one they act; every step carries it. */
export function ChoosePost({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const choose = useChoosePost()
  const signOut = useSignOut()
  return (
    <Frame title={t('post.title', { name: session.person.name })}>
      <section className="lc-door-card lc-demo">
        {session.posts.length === 0 ? (
          <Nothing text={t('post.none')} hint={t('post.noneHint')} />
        ) : (
          <>
            <p className="lc-soft">{t('post.hint')}</p>
            <ul>
              {session.posts.map((post) => (
                <li key={post.id}>
                  <button type="button" disabled={choose.isPending} onClick={() => choose.mutate(post.id)}>
                    <span>
                      <strong>{t(`role.${post.role}`)}</strong>
                      <small>
                        {unitName(post.unit, language)}
                        {/* 第四网格组 says already that it is of 第四网格. */}
                        {post.grid && !post.unit.name.startsWith(post.grid.name) && ` · ${post.grid.name}`}
                      </small>
                    </span>
                    <RightOutlined aria-hidden />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <Refused error={choose.error} />
        <Button type="link" onClick={() => signOut.mutate()}>
          {t('shell.signOut')}
        </Button>
      </section>
    </Frame>
  )
}
