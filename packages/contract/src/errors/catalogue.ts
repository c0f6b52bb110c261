import { ASSESSMENT_ERRORS } from './assessment-errors.ts'
import { BRIEF_ERRORS } from './brief-errors.ts'
import { CARE_ERRORS } from './care-errors.ts'
import { FIGURE_ERRORS } from './figure-errors.ts'
import { DOOR_ERRORS } from './door-errors.ts'
import { entry, type ErrorEntry } from './entry.ts'
import { GRID_ERRORS } from './grid-errors.ts'
import { INQUIRY_ERRORS } from './inquiry-errors.ts'
import { FIELD_PLAN_ERRORS } from './field-plan-errors.ts'
import { INSPECTION_ERRORS } from './inspection-errors.ts'
import { ORDER_ERRORS } from './order-errors.ts'
import { RESPONSIBILITY_ERRORS } from './responsibility-errors.ts'

export type { ErrorEntry } from './entry.ts'

/** Every error the API can answer with. Codes are never reused and never change their meaning. */
export const ERRORS = {
  ...DOOR_ERRORS,

  'ticket.not_found': entry(
    404,
    ['找不到该事件', '请核对编号；也可能不在您的辖区或职责范围内。'],
    ['No such ticket', 'Check the number; it may also lie outside your area or duty.'],
  ),
  'ticket.id_reused': entry(
    409,
    ['编号重复但内容不同', '该操作编号已用于另一内容；请刷新后用新的编号提交。'],
    ['Id already used with other content', 'Refresh and send with a new id.'],
  ),
  'ticket.stale': entry(
    409,
    ['事件已被他人更新', '当前为第 {revision} 版；请查看变化后再提交，您的内容仍保留。'],
    [
      'Somebody changed the ticket meanwhile',
      'It is at revision {revision}; look at the change and send again, your text is kept.',
    ],
  ),
  'ticket.step_not_allowed': entry(
    409,
    ['当前状态不能进行此操作', '事件处于“{state}”，不能“{command}”。'],
    ['Not possible in this state', 'The ticket is “{state}”; “{command}” is not possible.'],
  ),
  'ticket.exists': entry(
    409,
    ['该事件已登记', '请按编号查看进度。'],
    ['The ticket exists already', 'Look it up by its number.'],
  ),
  'ticket.actor_not_allowed': entry(
    403,
    ['您不能进行此操作', '“{command}”不由您这一方办理。'],
    ['Not yours to do', '“{command}” is done by another party.'],
  ),
  'ticket.not_holder': entry(
    403,
    ['事件不在您的单位', '只有当前承办单位可以办理；如需接手，请派遣员改派。'],
    ['Your unit does not hold the ticket', 'Only the holder may do this; ask the desk to reassign it.'],
  ),
  'ticket.not_co_unit': entry(
    403,
    ['您的单位不是协办单位', '请联系派遣员加派。'],
    ['Your unit does not help with this ticket', 'Ask the desk to add it.'],
  ),
  'ticket.text_missing': entry(422, ['缺少必填文字', '请填写“{field}”。'], ['A text is missing', 'Fill in “{field}”.']),
  'ticket.class_missing': entry(
    422,
    ['尚未选择类别', '请先选择大类、小类，再立案或派遣。'],
    ['No class yet', 'Choose a class before filing or dispatching.'],
  ),
  'ticket.grid_missing': entry(
    422,
    ['尚未定位到网格', '请先在地图上确定位置，再立案或派遣。'],
    ['No grid yet', 'Locate it on the map before filing or dispatching.'],
  ),
  'ticket.limit_invalid': entry(
    422,
    ['时限不正确', '请填写合理的正数；工作日须为整数。'],
    ['The limit is not valid', 'Give a sensible positive amount; working days are whole.'],
  ),
  'ticket.already_holder': entry(
    409,
    ['该单位已在承办', '请选择其他单位。'],
    ['That unit holds it already', 'Choose another unit.'],
  ),
  'ticket.already_involved': entry(
    409,
    ['该单位已参与', '无需重复加派。'],
    ['That unit is involved already', 'There is no need to add it again.'],
  ),
  'ticket.level_skip_refused': entry(
    409,
    ['不能越级上报', '请逐级上报；只有紧急事件可以越级。'],
    ['Levels may not be skipped', 'Go up one level; only urgent matters may skip.'],
  ),
  'ticket.above_district': entry(
    409,
    ['不能直接派给上级', '请由区级单位逐级上报，注明原因。'],
    ['Nothing is dispatched to the level above the district', 'Let the district pass it up, with the reason.'],
  ),
  'ticket.no_upper_level': entry(
    409,
    ['已无上级', '请办理、退回派遣员或请求加派单位。'],
    ['There is no level above', 'Handle it, return it to the desk or ask for further units.'],
  ),
  'ticket.request_pending': entry(
    409,
    ['已有待审批的申请', '请等待审批结果后再申请。'],
    ['A request is already waiting', 'Wait for its approval first.'],
  ),
  'ticket.no_request': entry(
    409,
    ['没有待审批的申请', '可能已被他人审批，请刷新。'],
    ['No request is waiting', 'Somebody may have decided; refresh.'],
  ),
  'ticket.not_approver': entry(
    403,
    ['您不能审批此申请', '请由有审批权限的岗位办理。'],
    ['You may not decide this request', 'It needs a post with the right to approve.'],
  ),
  'ticket.own_request': entry(
    403,
    ['不能审批自己的申请', '请由其他人员审批。'],
    ['One does not approve one’s own request', 'Let somebody else decide.'],
  ),
  'ticket.until_in_past': entry(
    422,
    ['挂起截止时间已过', '请选择将来的时间。'],
    ['That time has passed', 'Choose a time in the future.'],
  ),
  'ticket.overdue': entry(
    409,
    ['已超期，不能申请延期', '延期须在到期前申请；请尽快办理并说明原因。'],
    ['Overdue: an extension is asked for before the deadline', 'Handle it soon and give the reason.'],
  ),
  'ticket.evidence_missing': entry(
    422,
    ['缺少处置照片', '该类别的结案条件要求照片，请上传后再提交。'],
    ['A photo of the result is missing', 'The closing condition of this class needs one.'],
  ),
  'ticket.reply_missing': entry(
    422,
    ['还没有答复诉求人', '请先填写公开答复，再结案。'],
    ['The reporter has no answer yet', 'Write the public reply before closing.'],
  ),
  'ticket.merge_self': entry(
    422,
    ['不能与自身合并', '请选择另一事件。'],
    ['A ticket is not merged into itself', 'Choose another one.'],
  ),
  'ticket.merge_target_missing': entry(
    422,
    ['找不到要并入的事件', '请核对编号。'],
    ['The ticket to merge into does not exist', 'Check its number.'],
  ),
  'ticket.merge_target_ended': entry(
    409,
    ['要并入的事件已结束', '请选择仍在办理的事件。'],
    ['The ticket to merge into has ended', 'Choose one that is open.'],
  ),
  'ticket.reopen_window_closed': entry(
    409,
    ['已过重办期限', '请作为新的事件上报，可注明原编号。'],
    ['The time for reopening has passed', 'Report it anew and name the old number.'],
  ),
  'ticket.rated_by_first': entry(
    409,
    ['由首位反映人评价', '您可以补充情况、催办，或要求重新办理。'],
    ['Rated by who reported it first', 'You can add to it, remind, or have it reopened.'],
  ),
  'ticket.score_invalid': entry(
    422,
    ['评分不正确', '请选择 1 到 5 分。'],
    ['The score is not valid', 'Choose 1 to 5.'],
  ),
  'ticket.already_rated': entry(
    409,
    ['已评价', '感谢您的评价；评价后一天内可以由您本人修改。'],
    ['Rated already', 'Thank you; for a day you may change it yourself.'],
  ),
  'ticket.own_work': entry(
    403,
    ['不能评价本单位的办理', '请由诉求人评价。'],
    ['One does not rate one’s own work', 'The reporter rates.'],
  ),
  'ticket.nothing_to_replan': entry(
    409,
    ['期限无需重算', '日历变化不影响该事件。'],
    ['Nothing to compute again', 'The change of the calendar does not touch this ticket.'],
  ),
  'ticket.undo_not_last': entry(
    409,
    ['之后已有其他办理，不能撤销', '请查看最新进展；如需更正，请按实际情况再办理一步，如改派或重新归类。'],
    [
      'Something else happened since',
      'Look at what came after; to correct it, act once more, for example reassign or classify again.',
    ],
  ),
  'ticket.undo_not_own': entry(
    403,
    ['只能撤销本人刚办理的一步', '请联系办理人撤销，或按实际情况再办理一步。'],
    ['Only your own last act can be undone', 'Ask who did it to undo it, or act once more.'],
  ),
  'ticket.undo_left': entry(
    409,
    ['这一步已对外生效，不能撤销', '答复、审批等已告知对方；如需更正，请重新办理或退回重办。'],
    [
      'This cannot be taken back',
      'A reply or a decision has reached its recipient; act once more to correct it, for example send it back.',
    ],
  ),
  'ticket.undo_too_late': entry(
    409,
    ['已过撤销时间', '只能在办理后 10 分钟内（{until} 前）撤销；如需更正，请再办理一步。'],
    ['Too late to undo', 'Only within 10 minutes (until {until}); act once more to correct it.'],
  ),
  'bulk.not_found': entry(
    404,
    ['找不到该批办理', '只能查看和撤销本人的批量办理；请核对后重试。'],
    ['No such bulk change', 'You can undo your own bulk changes only; check and try again.'],
  ),
  'bulk.id_reused': entry(
    409,
    ['批次编号已用于其他操作', '请重新选择事件后再次办理。'],
    ['The batch id stands for something else', 'Select the tickets and apply the change again.'],
  ),
  'macro.not_found': entry(
    404,
    ['找不到该快捷处理', '它可能已被删除；请刷新后从列表中选择。'],
    ['No such macro', 'It may have been removed; refresh and choose one from the list.'],
  ),
  'ticket.follow_unknown': entry(
    404,
    ['编号或查询码不正确', '请核对回执上的编号与查询码。'],
    ['Number or follow code is not right', 'Check both on your receipt.'],
  ),
  'ticket.photo_unknown': entry(
    422,
    ['照片尚未上传完成', '请等待照片上传完成后再提交，或移除该照片。'],
    ['A photo is not uploaded yet', 'Wait for the upload or remove the photo.'],
  ),

  'wall.not_found': entry(
    404,
    ['没有这块大屏', '它可能已停用；请刷新列表，或新建一块大屏。'],
    ['No such wall screen', 'It may have been closed; reload the list or set up a new one.'],
  ),
  'wall.key_unknown': entry(
    404,
    ['大屏密钥无效或已停用', '请让开设大屏的人员重新生成链接，并在本屏打开。'],
    ['The key of this screen is unknown or closed', 'Ask for a new link and open it on this screen.'],
  ),
  'view.not_found': entry(
    404,
    ['找不到该视图', '可能已被删除；请刷新后从列表中选择。'],
    ['No such view', 'It may have been deleted; refresh and choose one from the list.'],
  ),
  'view.not_own': entry(
    403,
    ['不能更改他人的视图', '只有创建人可以更改或删除；可以另存为自己的视图。'],
    ['The view is somebody else’s', 'Only who made it changes or deletes it; save a copy of your own.'],
  ),
  'view.too_many': entry(
    409,
    ['保存的视图太多', '最多保存 {most} 个，请先删除不用的视图。'],
    ['Too many saved views', 'At most {most} are kept; delete some you no longer use.'],
  ),

  'photo.not_an_image': entry(
    415,
    [
      '文件不是能打开的照片',
      '请上传 JPEG、PNG 或 WebP 照片；苹果手机的 HEIC 照片请重新拍照上传，或在相机格式里选“兼容性最佳”。',
    ],
    [
      'The file is not a picture that can be opened',
      'Upload a JPEG, PNG or WebP photo; for HEIC take it anew or choose “Most compatible” in the camera settings.',
    ],
  ),
  'ticket.voice_unknown': entry(
    422,
    ['语音还没有传完', '请等语音传完再提交，或删除这段语音。'],
    ['A voice note is not uploaded yet', 'Wait for the upload or remove the voice note.'],
  ),
  'voice.not_audio': entry(
    415,
    ['文件不是语音', '请用页面上的“按住说话”录音，不能上传视频。'],
    ['The file is not a voice note', 'Record with “hold to talk” on the page; films are not accepted.'],
  ),
  'voice.too_large': entry(
    413,
    ['语音过大', '每段最长 1 分钟、不超过 {limitMiB} MB，请分几段录。'],
    ['The voice note is too large', 'At most one minute and {limitMiB} MB each; record several short ones.'],
  ),
  'photo.too_large': entry(
    413,
    ['照片过大', '单张不超过 {limitMiB} MB、{limitMegapixels} 百万像素。'],
    ['The photo is too large', 'At most {limitMiB} MB and {limitMegapixels} megapixels.'],
  ),

  'message.hole_unknown': entry(
    422,
    ['文字里有不认识的填空', '“{hole}”不能使用；可用的有：{holes}。'],
    ['The text has an unknown hole', '“{hole}” is not known; these are: {holes}.'],
  ),
  'message.text_invalid': entry(
    422,
    ['告知文字不能使用', '文字不能为空、不超过 {limit} 字，括号须成对，且 [ ] 内不能再有 [ ]。'],
    [
      'The text cannot be used',
      'It may not be empty or longer than {limit} characters; brackets close and do not nest.',
    ],
  ),
  'message.address_refused': entry(
    422,
    ['机器人地址不正确', '请粘贴群机器人的 Webhook 地址，须以 {expected} 开头。'],
    ['The address of the robot is not right', 'Paste the webhook address of the robot; it begins with {expected}.'],
  ),

  ...ASSESSMENT_ERRORS,
  ...BRIEF_ERRORS,
  ...CARE_ERRORS,
  ...INQUIRY_ERRORS,
  ...FIELD_PLAN_ERRORS,
  ...INSPECTION_ERRORS,
  ...ORDER_ERRORS,
  ...RESPONSIBILITY_ERRORS,
  ...FIGURE_ERRORS,
  ...GRID_ERRORS,

  'catalogue.class_unknown': entry(
    422,
    ['没有这个类别', '请从类别目录中选择。'],
    ['No such class', 'Choose one from the catalogue.'],
  ),
  'catalogue.import_refused': entry(
    422,
    ['类别目录未导入', '共 {count} 处问题，更正后重新导入。'],
    ['The catalogue was not imported', '{count} problems; correct them and import again.'],
  ),
  'calendar.year_missing': entry(
    422,
    ['工作日历缺少 {year} 年', '请管理员先录入 {year} 年的节假日与调休，期限将自动补算。'],
    ['The calendar has no data for {year}', 'Enter the holidays of {year}; open deadlines are then computed.'],
  ),
  'unit.not_found': entry(422, ['找不到该单位', '请从单位列表中选择。'], ['No such unit', 'Choose one from the list.']),
  'unit.holds_tickets': entry(
    409,
    ['该单位还有在办事件', '共 {count} 件，须先指定接收单位，事件不能没有责任单位。'],
    [
      'The unit still holds open tickets',
      '{count} of them; name the unit that takes them over, no ticket is left without one.',
    ],
  ),
  'setting.change_unknown': entry(
    404,
    ['找不到这条变更记录', '请刷新变更记录后重试。'],
    ['No such change', 'Refresh the history and try again.'],
  ),
  'setting.changed_since': entry(
    409,
    ['之后又有修改', '请先恢复较晚的变更，或直接修改为需要的内容。'],
    ['It was changed again since', 'Restore the later change first, or edit it directly.'],
  ),
  'setting.not_restorable': entry(409, ['不能恢复', '{reason}'], ['Cannot be restored', '{reason}']),
  'sheet.import_unknown': entry(
    404,
    ['找不到这次导入', '请重新上传文件。'],
    ['No such import', 'Upload the file again.'],
  ),
  'sheet.not_checked': entry(
    409,
    ['还不能确认导入', '请等预览完成且没有错误后再确认。'],
    ['Not ready to be confirmed', 'Wait for a preview without faults.'],
  ),
  'text.unknown': entry(404, ['没有这段文字', '请从文字列表中选择。'], ['No such text', 'Choose one from the list.']),
  'text.not_valid': entry(422, ['文字不符合要求', '{reason}'], ['The text is not valid', '{reason}']),
  'organisation.conflict': entry(409, ['与现有数据冲突', '{reason}'], ['Conflicts with existing data', '{reason}']),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS
