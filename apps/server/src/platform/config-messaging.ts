import { choice, integer, text } from './config-variable.ts'

const URL_FORM = /^https?:\/\/[^\s/]+(\/\S*)?$/
const HOST_FORM = /^https?:\/\/[^\s/]+$/

/** How people are told: SMS, WeChat, robots in the groups of units. */
export const MESSAGING_VARIABLES = {
  smsProvider: choice(
    'SMS_PROVIDER',
    'auto',
    ['auto', 'none', 'file', 'http', 'aliyun'],
    'How SMS go out; auto writes them into DATA_DIR/messages in a demo district and sends none elsewhere',
  ),
  smsUrl: text(
    'SMS_URL',
    '',
    'Gateway of SMS_PROVIDER=http; another endpoint of aliyun',
    'https://sms.example.cn/send',
    URL_FORM,
  ),
  smsKey: text('SMS_KEY', '', 'Access key id of aliyun', 'LTAI5t…', /^\S+$/),
  smsSecret: text('SMS_SECRET', '', 'Bearer token of the gateway, or access key secret of aliyun', '…', /./, true),
  smsSign: text('SMS_SIGN', '', 'Signature before each SMS, as registered (签名)', '连心网格'),
  smsTemplates: text(
    'SMS_TEMPLATES',
    '',
    'Registered texts of aliyun by occasion; * for all others. Their variables are called like the holes',
    'resolved=SMS_1001,*=SMS_1000',
    /^[\w*]+=\S+?(,[\w*]+=\S+?)*$/,
  ),
  wechatProvider: choice(
    'WECHAT_PROVIDER',
    'auto',
    ['auto', 'none', 'file', 'weixin'],
    'How WeChat subscription messages go out; auto as for SMS',
  ),
  wechatAppId: text('WECHAT_APP_ID', '', 'App id of the official account', 'wx…', /^\w+$/),
  wechatSecret: text('WECHAT_SECRET', '', 'App secret of the official account', '…', /./, true),
  wechatTemplate: text(
    'WECHAT_TEMPLATE',
    '',
    'Id of the template for one-time subscription messages',
    '1uDx…',
    /^[\w-]+$/,
  ),
  wechatUrl: text(
    'WECHAT_URL',
    'https://api.weixin.qq.com',
    'Server of WeChat',
    'https://api.weixin.qq.com',
    HOST_FORM,
  ),
  robots: choice(
    'ROBOTS',
    'auto',
    ['auto', 'none', 'file', 'on'],
    'Whether robots tell the groups of units (WeCom, DingTalk); auto as for SMS',
  ),
  wecomUrl: text(
    'WECOM_URL',
    'https://qyapi.weixin.qq.com',
    'Server of WeCom, or an own one',
    'https://qyapi.weixin.qq.com',
    HOST_FORM,
  ),
  dingtalkUrl: text(
    'DINGTALK_URL',
    'https://oapi.dingtalk.com',
    'Server of DingTalk, or an own one',
    'https://oapi.dingtalk.com',
    HOST_FORM,
  ),
  messageRetention_days: integer('MESSAGE_RETENTION_DAYS', 365, 1, 3650, 'How long is kept what was told to whom'),
} as const

type Given = Readonly<
  Record<'smsProvider' | 'smsUrl' | 'smsKey' | 'smsSecret' | 'smsSign' | 'smsTemplates', string> &
    Record<'wechatProvider' | 'wechatAppId' | 'wechatSecret' | 'wechatTemplate' | 'publicUrl', string>
>

/** What a chosen provider needs and does not have: one sentence each. */
export function messagingFaults(given: Given): readonly string[] {
  const need = (when: string, wanted: readonly (readonly [name: string, value: string])[]): string[] =>
    wanted.flatMap(([name, value]) => (value === '' ? [`${name} is missing; ${when} needs it`] : []))
  return [
    ...(given.smsProvider === 'http' ? need('SMS_PROVIDER=http', [['SMS_URL', given.smsUrl]]) : []),
    ...(given.smsProvider === 'aliyun'
      ? need('SMS_PROVIDER=aliyun', [
          ['SMS_KEY', given.smsKey],
          ['SMS_SECRET', given.smsSecret],
          ['SMS_SIGN', given.smsSign],
          ['SMS_TEMPLATES', given.smsTemplates],
        ])
      : []),
    ...(given.wechatProvider === 'weixin'
      ? need('WECHAT_PROVIDER=weixin', [
          ['WECHAT_APP_ID', given.wechatAppId],
          ['WECHAT_SECRET', given.wechatSecret],
          ['WECHAT_TEMPLATE', given.wechatTemplate],
          ['PUBLIC_URL', given.publicUrl],
        ])
      : []),
  ]
}
