import type { ReplyOf, readNotice } from '@lianxin/contract'

import type { Settings } from '../ticket/index.ts'

/** Counts up with every change of the text. */
const VERSION = 1

/** What is stored of a report, why, and for how long (个人信息保护法 art. 17); shown before it is sent. */
export function noticeOf(settings: Settings): ReplyOf<typeof readNotice> {
  const years = Math.round((settings.reporterRetention_days / 365) * 10) / 10
  const { districtName, hotline } = settings
  return {
    version: VERSION,
    districtName,
    hotline,
    zh:
      `您的上报由${districtName}网格化服务管理中心受理。我们只保存办理所需的内容：事由、地点、照片，以及您愿意留下的姓名和电话。` +
      `姓名和电话可以不填；默认隐去显示，工作人员查看须说明用途并留痕，办理结束后最长保存 ${years} 年即清除。` +
      `照片中的拍摄位置只用于一次定位，随后删除。您可以要求不向承办单位透露身份。` +
      `您有权查阅、复制、更正或删除自己的信息，可凭编号和查询码办理，或拨打 ${hotline}。`,
    en:
      `Your report goes to the grid service centre of ${districtName}. Only what is needed is kept: the matter, the place, ` +
      `photos, and the name and telephone you choose to leave. Both may be left out; they are masked by default, staff see ` +
      `them only for a stated purpose and with a trace, and they are erased after ${years} years at the latest. ` +
      `The place stored in a photo is used once to locate the matter and then removed. You may ask that handling units do not ` +
      `learn who you are. You may see, copy, correct or delete your data with your number and follow code, or by calling ${hotline}.`,
  }
}
