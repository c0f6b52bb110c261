/**
 * What may never count in an assessment: 打卡签到, 在线时长, 积分排名, 步数, 轨迹, 照片, 点赞转发, 学习时长 and whatever is
 * read or looked at (国办函〔2026〕12号; issue of this product: log-ins, time online, steps, tracks, photos taken, likes).
 * Nothing of it is a measure; this keeps it from coming in under the name of an item that a person marks.
 */
const NEVER = [
  /登[录陆入]|签[到退]|打卡|上线率|活跃/,
  /在线|时长|停留/,
  /步数|计步|里程|走动次数/,
  /轨迹|定位|足迹/,
  /照片|相片|拍照|图片|截图|视频数/,
  /点赞|转发|评论数|投票|积分/,
  /阅读|浏览|学习|点击|访问量|安装/,
  /\b(log|sign|check)[ -]?ins?\b|\blogons?\b|\bonline\b|\bactive (time|users?)\b/i,
  /\b(foot)?steps\b|\bpedometer\b|\btracks?\b|\btrajector|\bkilomet/i,
  /\bphoto|\bpictures?\b|\bscreenshots?\b|\bimages?\b/i,
  /\blikes?\b|\bshares\b|\bforward(s|ed)?\b|\bvotes?\b|\bbadges?\b/i,
  /\breads?\b|\breading\b|\bviews?\b|\bviewed\b|\bclicks?\b|\binstall|\bminutes spent\b/i,
] as const

/** Whether a name speaks of something that may never be measured, in Chinese or English. */
export const isNeverMeasured = (name: string): boolean => NEVER.some((pattern) => pattern.test(name))
