import { entry } from './entry.ts'

/** What can be wrong before an operation begins: the request itself, sign-in, rights. */
export const DOOR_ERRORS = {
  'request.invalid': entry(
    400,
    ['填写的内容有误', '请按提示更正标出的字段后重新提交，已填写的内容不会丢失。'],
    ['Some fields are not valid', 'Correct the fields named below and send again; nothing you typed is lost.'],
  ),
  'request.body_too_large': entry(
    413,
    ['提交的内容过大', '请压缩后重试；照片单张不超过 {limitMiB} MB。'],
    ['The request is too large', 'Make it smaller; a photo may have at most {limitMiB} MB.'],
  ),
  'request.media_type': entry(
    415,
    ['不支持的内容类型', '请使用 {expected}。'],
    ['Unsupported media type', 'Use {expected}.'],
  ),
  'request.rate_limited': entry(
    429,
    ['操作过于频繁', '请在 {seconds} 秒后再试。'],
    ['Too many requests', 'Try again in {seconds} seconds.'],
  ),
  'request.origin_refused': entry(
    403,
    ['请求来源不明', '请从本系统页面重新操作。'],
    ['Request of unknown origin', 'Repeat the action from a page of this system.'],
  ),
  'route.not_found': entry(
    404,
    ['没有这个地址', '请检查地址，或从首页进入。'],
    ['No such address', 'Check the address or start from the home page.'],
  ),
  'server.failed': entry(
    500,
    ['系统出错，操作没有生效', '请稍后重试；若仍出错，请把编号 {requestId} 告诉管理员。'],
    [
      'The system failed; nothing was changed',
      'Try again; if it persists give the number {requestId} to the administrator.',
    ],
  ),
  'server.unavailable': entry(
    503,
    ['系统暂时不可用', '请稍后重试，已确认的事项不会丢失。'],
    ['Temporarily unavailable', 'Try again shortly; nothing acknowledged is lost.'],
  ),

  'session.required': entry(
    401,
    ['请先登录', '登录后会回到当前页面。'],
    ['Please sign in', 'You will come back to this page.'],
  ),
  'session.credentials_refused': entry(
    401,
    ['账号或密码不正确', '请检查后重试；连续 {attempts} 次错误账号将被锁定。'],
    ['Name or password is not right', 'Check and try again; after {attempts} failures the account is locked.'],
  ),
  'session.locked': entry(
    423,
    ['账号已锁定', '请在 {minutes} 分钟后重试，或联系安全管理员解锁。'],
    ['The account is locked', 'Try again in {minutes} minutes or ask the security administrator.'],
  ),
  'session.totp_required': entry(
    401,
    ['需要动态验证码', '请输入身份验证器上的 6 位数字。'],
    ['A one-time code is required', 'Enter the six digits of your authenticator.'],
  ),
  'session.totp_refused': entry(
    401,
    ['动态验证码不正确', '请等待下一组数字后重试，并检查手机时间。'],
    ['The one-time code is not right', 'Wait for the next code and check the clock of your phone.'],
  ),
  'session.post_unknown': entry(
    403,
    ['没有这个岗位', '请从您的岗位列表中选择。'],
    ['That post is not yours', 'Choose one of your posts.'],
  ),
  'account.link_expired': entry(
    410,
    ['链接已失效', '一次性链接只能使用一次，请向管理员重新索取。'],
    ['The link is no longer valid', 'A one-time link works once; ask the administrator for a new one.'],
  ),
  'account.name_taken': entry(
    409,
    ['登录名已被使用', '请换一个登录名。'],
    ['The login name is taken', 'Choose another one.'],
  ),
  'account.password_weak': entry(
    422,
    ['密码强度不够', '至少 {length} 个字符，并包含字母、数字和符号中的两类以上，且不同于最近 5 次。'],
    ['The password is too weak', 'Use at least {length} characters of two or more kinds, different from the last 5.'],
  ),
  'account.not_found': entry(
    404,
    ['找不到该账号', '请从账号列表中选择。'],
    ['No such account', 'Choose one from the list.'],
  ),
  'account.own_rights': entry(
    403,
    ['不能更改自己的权限', '账号与岗位的变更须由其他管理员办理。'],
    ['One does not change one’s own rights', 'Another administrator does this.'],
  ),
  'person.not_found': entry(
    422,
    ['找不到该人员', '请从在岗人员列表中选择。'],
    ['No such person', 'Choose an active one from the list.'],
  ),
  'post.duties_separated': entry(
    409,
    ['管理职责须分离', '系统管理、安全管理与审计不得由同一人兼任，请先结束其现有管理岗位或另选他人。'],
    [
      'Administrative duties are separated',
      'System, security and audit administration may not lie with one person; end the other post first or choose somebody else.',
    ],
  ),
  'right.missing': entry(
    403,
    ['没有权限', '您的岗位不包含此操作（{permission}），请联系管理员。'],
    ['Not permitted', 'Your post does not carry this right ({permission}); ask the administrator.'],
  ),
} as const
