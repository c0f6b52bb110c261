import { entry } from './entry.ts'

/** What can be wrong with inquiries (质询). */
export const INQUIRY_ERRORS = {
  'inquiry.not_found': entry(
    404,
    ['找不到该质询', '请刷新后从列表中选择；也可能与您的单位无关。'],
    ['No such inquiry', 'Refresh and choose one from the list; it may also not concern your unit.'],
  ),
  'inquiry.not_passed_up': entry(
    403,
    ['该事件不是您的单位上报的', '只有上报过该事件的单位可以质询；如有情况，请用“备注”或“催办”。'],
    ['Your unit did not pass this matter up', 'Only a unit that passed it up may ask; else add a note or remind.'],
  ),
  'inquiry.too_early': entry(
    409,
    ['还没到可以质询的时间', '上报满 7 个工作日未解决即可质询；页面上写着从何时起。着急的事请用“催办”。'],
    ['It is too early to ask', 'The right opens 7 working days after it was passed up; the page says when. Or remind.'],
  ),
  'inquiry.being_verified': entry(
    409,
    ['处置结果正在核查', '核查不通过、退回重办后仍可质询。'],
    ['The result is being verified', 'If it is sent back for rework you may ask again.'],
  ),
  'inquiry.open_already': entry(
    409,
    ['您的单位已有一件未了结的质询', '请先看答复并作出评判，再提新的质询。'],
    ['Your unit has asked already', 'Read and judge that answer before asking anew.'],
  ),
  'inquiry.own_matter': entry(
    409,
    ['事件现在就在您的单位', '请直接办理，或再次上报。'],
    ['Your own unit holds the matter', 'Handle it, or pass it up again.'],
  ),
  'inquiry.not_asked_here': entry(
    403,
    ['该质询不由您的单位答复', '可能已升到上一级，请刷新查看现在由谁答复。'],
    ['Your unit is not the one asked', 'It may have gone up a level; refresh to see who answers now.'],
  ),
  'inquiry.not_yours': entry(
    403,
    ['该质询不是您的单位提出的', '答复是否满意，由提出质询的单位评判。'],
    ['Your unit did not ask this', 'Who asked judges the answer.'],
  ),
  'inquiry.not_waiting': entry(
    409,
    ['该质询现在不等待此操作', '它可能刚有答复、升级或了结，请刷新查看。您填写的内容仍保留。'],
    ['The inquiry does not wait for this', 'It was answered, went up or ended meanwhile; refresh. Your text is kept.'],
  ),
  'inquiry.text_missing': entry(
    422,
    ['请填写内容', '质询、答复和“不满意”都要写明理由。'],
    ['Say why', 'A question, an answer and “not content” need words.'],
  ),
  'inquiry.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重新提交。'],
    ['Id already used with other content', 'Refresh and send it again.'],
  ),
} as const
