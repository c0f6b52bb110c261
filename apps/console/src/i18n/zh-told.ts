/** Chinese words of messages: what people were told of a ticket, and the robots of units. */
export const zhTold = {
  told: {
    title: '告知情况',
    reporter: '诉求人',
    wishes: '诉求人选择的方式：{{ways}}',
    pageOnly: '诉求人没有选短信或微信，凭查询码在网页上看进度。',
    state: { waiting: '待发送', sent: '已发送', failed: '未送达', dropped: '未发送' },
    failure: '对方返回：{{why}}',
    again: '系统会再试。',
    all: '全部 {{count}} 条',
  },
  robots: {
    title: '单位群机器人',
    what: '有新事项、紧急事项或超期时，机器人在单位的群里说一声。内容只有标题、编号和期限，不含诉求人信息。',
    help: '在群设置里添加机器人，复制它的 Webhook 地址粘贴到这里。',
    known: '已设置（末四位 {{end}}）。地址不再显示；要换就粘贴新的。',
    example: {
      wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
      dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=…',
    },
    secret: '加签密钥',
    secretHelp: '机器人安全设置选“加签”时填写，以 SEC 开头。',
    active: '启用',
    save: '保存机器人',
    saved: '已保存',
  },
}
