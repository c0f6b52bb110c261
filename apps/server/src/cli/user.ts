import { ROLES, type Role } from '@lianxin/contract'
import { Command, Option } from 'commander'

import { changeUser, inviteUser } from '../modules/access/index.ts'
import type { Line, Task } from './task.ts'

const ACTIONS = {
  unlock: '解除锁定 / end a lock-out',
  reset: '收回密码与验证码，给出新链接 / take password and second factor away, give a new link',
  disable: '停用 / close the account',
  enable: '恢复 / open it again',
} as const

interface Invited {
  readonly name: string
  readonly role: Role
  readonly unit: string
}

/** `lianxin user invite|unlock|reset|disable|enable`. Links are printed once and kept nowhere. */
export function userCommand({ withTask, terminal }: Line): Command {
  const user = new Command('user').description('账号 / accounts')
  const lineOf = ({ db, districtId, now, config }: Task) => ({
    db,
    districtId,
    now,
    publicUrl: config.publicUrl || `http://${config.host}:${config.port}`,
  })
  user
    .command('invite <login>')
    .description('开通账号，给出一次性链接 / open an account and print a one-time link')
    .requiredOption('--name <name>', '姓名 / name')
    .addOption(new Option('--role <role>', '岗位 / role').choices(Object.keys(ROLES)).makeOptionMandatory())
    .requiredOption('--unit <code>', '单位编码 / code of the unit')
    .action(async (loginName: string, { name, role, unit: unitCode }: Invited) => {
      const invited = await withTask((task) => inviteUser(lineOf(task), { name, loginName, role, unitCode }))
      terminal.line(`${role} ${loginName}: ${invited.link}`)
      terminal.line(`有效期至 / valid until ${invited.expiresAt}`)
    })
  for (const [action, about] of Object.entries(ACTIONS) as [keyof typeof ACTIONS, string][])
    user
      .command(`${action} <login>`)
      .description(about)
      .action(async (loginName: string) => {
        const invitation = await withTask((task) => changeUser(lineOf(task), loginName, action))
        terminal.line(invitation ? `${loginName}: ${invitation.link}` : `${loginName} ✓`)
      })
  return user
}
