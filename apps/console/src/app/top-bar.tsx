import { DownOutlined, LogoutOutlined, SafetyOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '@lianxin/ui'

import { openPalette } from '../palette/palette.tsx'
import { SecondFactor } from '../sign-in/second-factor.tsx'
import { unitName } from '../ticket/words.ts'
import { useLive } from './live.tsx'
import { useChoosePost, useSession } from './session.tsx'
import { useSignOut } from './sign-out.tsx'
import { useIsPhone } from './shown-look.ts'
import { timeOfDay } from './time.ts'
import { Tools } from './tools.tsx'

/** Says in a word, a shape and a colour whether the screen is fresh, and since when it is what it is. */
function LiveLamp() {
  const { t } = useTranslation()
  const { state, asOf } = useLive()
  return (
    <Tooltip title={t(`live.${state}Hint`)}>
      <span className="lc-lamp" data-state={state} role="status">
        <span className="lc-lamp-mark" aria-hidden />
        {t(`live.${state}`)}
        <span className="lc-as-of">{t('live.asOf', { time: timeOfDay(asOf) })}</span>
      </span>
    </Tooltip>
  )
}

function Person() {
  const { t } = useTranslation()
  const [language] = useLang()
  const session = useSession()
  const choose = useChoosePost()
  const signOut = useSignOut()
  const [factor, setFactor] = useState(false)
  const items = [
    ...(session.posts.length > 1
      ? [
          {
            key: 'posts',
            type: 'group' as const,
            label: t('shell.switchPost'),
            children: session.posts.map((post) => ({
              key: `post:${post.id}`,
              label: `${unitName(post.unit, language)} · ${t(`role.${post.role}`)}`,
              disabled: post.id === session.post.id,
            })),
          },
          { key: 'line', type: 'divider' as const },
        ]
      : []),
    ...(session.secondFactor === 'none'
      ? [{ key: 'factor', icon: <SafetyOutlined />, label: t('shell.secondFactor') }]
      : []),
    { key: 'out', icon: <LogoutOutlined />, label: t('shell.signOut') },
  ]
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          onClick: ({ key }) => {
            if (key === 'out') signOut.mutate()
            else if (key === 'factor') setFactor(true)
            else choose.mutate(key.slice('post:'.length))
          },
        }}
      >
        <Button type="text" icon={<UserOutlined />} className="lc-person">
          <span>
            {session.person.name}
            <small>
              {unitName(session.post.unit, language)} · {t(`role.${session.post.role}`)}
            </small>
          </span>
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {factor && <SecondFactor onClose={() => setFactor(false)} />}
    </>
  )
}

/** The line at the top: place, freshness, tone, theme, language and person. */
export function TopBar() {
  const { t } = useTranslation()
  const { district } = useSession()
  const isPhone = useIsPhone()
  return (
    <header className="lc-top">
      <span className="lc-brand">
        <span className="lc-logo" aria-hidden />
        <span className="lc-brand-name">{t('app.name')}</span>
        <span className="lc-district">
          {district.name}
          {district.demo && <em>{t('app.demo')}</em>}
        </span>
      </span>
      <LiveLamp />
      <span className="lc-grow" />
      <Button
        className="lc-find"
        icon={<SearchOutlined />}
        aria-label={isPhone ? t('palette.open') : undefined}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={openPalette}
      >
        {!isPhone && (
          <>
            {t('palette.open')} <kbd>Ctrl K</kbd>
          </>
        )}
      </Button>
      <Tools />
      <Person />
    </header>
  )
}
