import { ProblemView, useLang, useLook, useTranslation, type ThemeChoice } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

import { setTone, useTone } from '../app/alarm.ts'
import { call } from '../app/api.ts'
import { choosePost } from '../app/operations.ts'
import { putSession, useActing } from '../app/session.ts'
import { useUnsent } from '../outbox/outbox.ts'
import { SignOut } from './sign-out.tsx'

const THEMES = ['auto', 'light', 'dark', 'sun'] as const satisfies readonly ThemeChoice[]

/** Who I am here, and how this telephone looks and sounds. */
export function MePage(): ReactElement {
  const { t } = useTranslation()
  const { person, post, posts, district } = useActing()
  const [lang, setLang] = useLang()
  const [look, setLook] = useLook()
  const tone = useTone()
  const unsent = useUnsent().length
  const change = useMutation({
    mutationFn: (postId: string) => call(choosePost, { body: { postId } }),
    onSuccess: putSession,
  })
  return (
    <main className="page">
      <h1>{person.name}</h1>
      <section className="box">
        <p>
          {t(`role.${post.role}`)} · {post.unit.name}
        </p>
        <p className="lx-hint">{district.name}</p>
        {posts.length > 1 && (
          <label>
            {t('me.post')}
            <select value={post.id} disabled={change.isPending} onChange={(event) => change.mutate(event.target.value)}>
              {posts.map((one) => (
                <option key={one.id} value={one.id}>
                  {t(`role.${one.role}`)} · {one.unit.name}
                </option>
              ))}
            </select>
          </label>
        )}
        {change.isError && <ProblemView error={change.error} />}
      </section>
      <section className="box">
        <label className="check">
          <input type="checkbox" checked={tone} onChange={(event) => setTone(event.target.checked)} />
          <span>
            {t('me.tone')}
            <small>{t('me.toneText')}</small>
          </span>
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={look.size === 'large'}
            onChange={(event) => setLook({ size: event.target.checked ? 'large' : 'normal' })}
          />
          <span>{t('me.largeType')}</span>
        </label>
        <label>
          {t('me.theme')}
          <select value={look.theme} onChange={(event) => setLook({ theme: event.target.value as ThemeChoice })}>
            {THEMES.map((theme) => (
              <option key={theme} value={theme}>
                {t(`theme.${theme}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('me.language')}
          <select value={lang} onChange={(event) => setLang(event.target.value === 'en' ? 'en' : 'zh')}>
            <option value="zh">{t('me.chinese')}</option>
            <option value="en">{t('me.english')}</option>
          </select>
        </label>
      </section>
      <Link to="/outbox" className="lx-button">
        {unsent > 0 ? t('me.outboxOpen', { n: unsent }) : t('me.outbox')}
      </Link>
      <SignOut />
    </main>
  )
}
