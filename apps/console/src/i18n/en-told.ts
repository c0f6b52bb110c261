import type { zhTold } from './zh-told.ts'

/** English words of messages. */
export const enTold: typeof zhTold = {
  told: {
    title: 'Told',
    reporter: 'Reporter',
    wishes: 'The reporter chose: {{ways}}',
    pageOnly: 'The reporter chose neither SMS nor WeChat and follows on the web page.',
    state: { waiting: 'Waiting', sent: 'Sent', failed: 'Not delivered', dropped: 'Not sent' },
    failure: 'Answer: {{why}}',
    again: 'It will be tried again.',
    all: 'All {{count}}',
  },
  robots: {
    title: 'Robot in the group of the unit',
    what: 'The robot tells the group of new, urgent and overdue matters: title, number and date, nothing of the reporter.',
    help: 'Add a robot in the settings of the group and paste its webhook address here.',
    known: 'Set (ends with {{end}}). The address is not shown again; paste another one to change it.',
    example: {
      wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
      dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=…',
    },
    secret: 'Signing secret',
    secretHelp: 'Where the robot is secured by a signature; it begins with SEC.',
    active: 'In use',
    save: 'Save the robot',
    saved: 'Saved',
  },
}
