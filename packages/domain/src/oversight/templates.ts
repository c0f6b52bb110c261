import { RATE_MINIMUM, type AssessmentItem, type AssessmentTemplate, type Measure, type Scale } from './types.ts'

const SHARE: Scale = { kind: 'share' }

function item(
  id: string,
  zh: string,
  en: string,
  points: number,
  measure: Measure,
  scale: Scale = SHARE,
  atLeast = measure === 'given' || scale.kind === 'each' ? 0 : RATE_MINIMUM,
): AssessmentItem {
  return { id, name: { zh, en }, points, measure, scale, atLeast }
}

/** 日常工作 40、硬件建设 10、工作开展 50, each month (Zhengzhou, functions 110); what lies within the parts is our choice. */
export const ZHENGZHOU_TEMPLATE: AssessmentTemplate = {
  parts: [
    {
      id: 'routine',
      name: { zh: '日常工作', en: 'Routine work' },
      items: [
        item('routine.mark', '日常工作评分', 'Mark for routine work', 20, 'given'),
        item('routine.signed', '按时签收', 'Signed for in time', 10, 'signedInTime'),
        item('routine.inquiries', '按时答复质询', 'Inquiries answered in time', 10, 'inquiriesAnswered', SHARE, 1),
      ],
    },
    {
      id: 'facilities',
      name: { zh: '硬件建设', en: 'Facilities' },
      items: [item('facilities.mark', '硬件建设评分', 'Mark for facilities', 10, 'given')],
    },
    {
      id: 'delivery',
      name: { zh: '工作开展', en: 'Work delivery' },
      items: [
        item('delivery.onTime', '按期办结', 'Settled in time', 25, 'onTime'),
        item('delivery.settled', '办结', 'Settled', 10, 'settled'),
        item('delivery.satisfied', '群众满意', 'Satisfied residents', 10, 'satisfied'),
        item('delivery.rightFirstTime', '一次办好', 'Right the first time', 5, 'rightFirstTime'),
      ],
    },
  ],
}

/**
 * Jinhua's formula: settled in time 50 points from 70 % on, settled 20 points from 90 % on, one point for each percentage
 * point below; urgent matters 10; each failed verification −0.2; refusing or shirking −1 of 5 (standards 1.3). The 10
 * points that the public text leaves to the office are satisfaction.
 */
export const JINHUA_TEMPLATE: AssessmentTemplate = {
  parts: [
    {
      id: 'settling',
      name: { zh: '处置', en: 'Settling' },
      items: [
        item('settling.onTime', '按期结案率', 'Settled in time', 50, 'onTime', {
          kind: 'threshold',
          full_percent: 70,
          loss: 1,
        }),
        item('settling.settled', '结案率', 'Settled', 20, 'settled', { kind: 'threshold', full_percent: 90, loss: 1 }),
        item(
          'settling.urgent',
          '紧急事件',
          'Urgent matters',
          10,
          'urgentOnTime',
          { kind: 'threshold', full_percent: 95, loss: 0.5 },
          1,
        ),
      ],
    },
    {
      id: 'quality',
      name: { zh: '质量', en: 'Quality' },
      items: [
        item('quality.failed', '核查不通过', 'Failed verifications', 5, 'failedVerifications', {
          kind: 'each',
          loss: 0.2,
        }),
        item('quality.shirked', '推诿扯皮', 'Refused or shirked', 5, 'shirked', { kind: 'each', loss: 1 }),
        item('quality.satisfied', '群众满意', 'Satisfied residents', 10, 'satisfied'),
      ],
    },
  ],
}

/**
 * Settled ÷ due × 60 points in time, supervision orders 10 (standards 1.3, book118 7161143001005132). The 30 points that
 * the public text leaves to the office are quality: what residents say of it, right the first time, nothing pushed away.
 */
export const SUPERVISED_TEMPLATE: AssessmentTemplate = {
  parts: [
    {
      id: 'routine',
      name: { zh: '常规案卷', en: 'Routine matters' },
      items: [item('routine.onTime', '按期结案', 'Settled in time', 60, 'onTime')],
    },
    {
      id: 'supervised',
      name: { zh: '督办', en: 'Supervision' },
      items: [item('supervised.onTime', '督办按期办结', 'Orders settled in time', 10, 'ordersOnTime', SHARE, 1)],
    },
    {
      id: 'quality',
      name: { zh: '质量', en: 'Quality' },
      items: [
        item('quality.satisfied', '群众满意', 'Satisfied residents', 15, 'satisfied'),
        item('quality.rightFirstTime', '一次办好', 'Right the first time', 10, 'rightFirstTime'),
        item('quality.shirked', '推诿扯皮', 'Refused or shirked', 5, 'shirked', { kind: 'each', loss: 1 }),
      ],
    },
  ],
}

export const TEMPLATES = {
  zhengzhou: ZHENGZHOU_TEMPLATE,
  jinhua: JINHUA_TEMPLATE,
  supervised: SUPERVISED_TEMPLATE,
} as const
