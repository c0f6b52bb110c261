import type { Act } from '@lianxin/client/offline'
import { Shape, useTranslation, type ShapeName } from '@lianxin/ui'
import type { ReactElement } from 'react'

import { useActing } from '../app/session.ts'
import { useActs } from './outbox.ts'

const LOOKS = {
  waiting: { shape: 'paused', tone: 'warn' },
  sending: { shape: 'running', tone: 'info' },
  delivered: { shape: 'stopped', tone: 'good' },
  refused: { shape: 'overdue', tone: 'bad' },
} as const satisfies Record<Act['state'], { shape: ShapeName; tone: string }>

/** Where an act is, in a word, a shape and a colour. Only the server's answer makes it delivered. */
export function ActStateTag({ act }: { readonly act: Act }): ReactElement {
  const { t } = useTranslation()
  const { shape, tone } = LOOKS[act.state]
  return (
    <span className={`lx-tag lx-tag-${tone} lx-tag-strong`}>
      <Shape name={shape} />
      {t(`outbox.${act.state}`)}
    </span>
  )
}

/** What the act was, in words. */
export function useActWord(): (act: Pick<Act, 'kind'>) => string {
  const { t } = useTranslation()
  return ({ kind }) => (kind === 'report' ? t('tab.report') : t(`act.${kind}`))
}

/** Whether an act waits for the one before it, which was refused: sending it now would change nothing. */
export function useHeld(act: Act): boolean {
  const before = useActs().find((one) => one.lane === act.lane && one.state !== 'delivered')
  return before !== undefined && before.id !== act.id && before.state === 'refused'
}

/** Why an act still waits; nothing where it is simply next. */
export function useHindrance(act: Act): string | null {
  const { t } = useTranslation()
  const { post, posts } = useActing()
  const held = useHeld(act)
  if (act.state !== 'waiting') return null
  if (held) return t('outbox.behind')
  if (act.postId !== post.id) {
    const own = posts.find(({ id }) => id === act.postId)
    return t('outbox.otherPost', { post: own ? `${t(`role.${own.role}`)} · ${own.unit.name}` : '' })
  }
  return act.hindrance === null ? null : t(`outbox.hindrance.${act.hindrance}`)
}
