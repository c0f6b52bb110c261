import { join } from 'node:path'

import type { Adapter } from '@lianxin/contract'
import { NOTICE_KINDS, type NoticeKind } from '@lianxin/domain'

import type { Config } from '../../../platform/config.ts'
import { AliyunSms } from './aliyun-sms.ts'
import { FileNotifier } from './file.ts'
import { HttpSms } from './http-sms.ts'
import type { Notifier } from './notifier.ts'
import { DingTalkRobot, WeComRobot } from './robots.ts'
import { WeChat } from './wechat.ts'

export type Notifiers = ReadonlyMap<Adapter, Notifier>

const ALIYUN = 'https://dysmsapi.aliyuncs.com'

/** `resolved=SMS_1,*=SMS_2` as a map; what is no occasion is left out. */
function templatesOf(text: string): ReadonlyMap<NoticeKind | '*', string> {
  const known: readonly string[] = [...NOTICE_KINDS, '*']
  const pairs = text.split(',').map((pair) => pair.split('='))
  return new Map(
    pairs.flatMap(([kind = '', code = '']) => (known.includes(kind) ? [[kind as NoticeKind, code] as const] : [])),
  )
}

function smsOf(config: Config, file: Notifier, now: () => number): Notifier | null {
  const { smsUrl, smsKey, smsSecret, smsSign } = config
  switch (config.smsProvider) {
    case 'http':
      return new HttpSms({ url: smsUrl, token: smsSecret, sign: smsSign })
    case 'aliyun':
      return new AliyunSms({
        endpoint: smsUrl || ALIYUN,
        keyId: smsKey,
        keySecret: smsSecret,
        sign: smsSign,
        templates: templatesOf(config.smsTemplates),
        now,
      })
    case 'file':
      return file
    case 'auto':
      return config.demo === 'none' ? null : file
    case 'none':
      return null
  }
}

function wechatOf(
  config: Config,
  file: Notifier,
  now: () => number,
  sceneOf: (ticketId: string) => number,
): Notifier | null {
  if (config.wechatProvider === 'weixin')
    return new WeChat({
      url: config.wechatUrl,
      appId: config.wechatAppId,
      secret: config.wechatSecret,
      templateId: config.wechatTemplate,
      title: config.smsSign || '连心网格',
      now,
      sceneOf,
    })
  const isFile = config.wechatProvider === 'file' || (config.wechatProvider === 'auto' && config.demo !== 'none')
  return isFile ? file : null
}

/** The ways an installation has, by its settings. In a demo district everything that is not set goes into a file. */
export function notifiersOf(config: Config, now: () => number, sceneOf: (ticketId: string) => number): Notifiers {
  const file = new FileNotifier(join(config.dataDir, 'messages'), now)
  const sms = smsOf(config, file, now)
  const wechat = wechatOf(config, file, now, sceneOf)
  const isFile = config.robots === 'file' || (config.robots === 'auto' && config.demo !== 'none')
  const robots: readonly (readonly [Adapter, Notifier])[] =
    config.robots === 'on'
      ? [
          ['wecom', new WeComRobot({ now })],
          ['dingtalk', new DingTalkRobot({ now })],
        ]
      : isFile
        ? [
            ['wecom', file],
            ['dingtalk', file],
          ]
        : []
  return new Map<Adapter, Notifier>([
    ...(sms ? [['sms', sms] as const] : []),
    ...(wechat ? [['wechat', wechat] as const] : []),
    ...robots,
  ])
}
