import type { AssessmentState, AssessmentTemplate, Exclusion, ItemScore, Measure, TimeLimit } from '@lianxin/domain'
import type { Generated } from 'kysely'

import type { Json, NullableTimestamp, Timestamp } from './columns.ts'

/** Who beside the assessors sees a row. */
export type Shown = 'nobody' | 'own' | 'all'

/** Assessments of a month, see migration 0185. */
export interface AssessmentTable {
  district_id: number
  id: string
  month: string
  subject: 'grid' | 'department'
  version: number
  template_name: string
  template: Json<AssessmentTemplate>
  sign_within: Json<TimeLimit>
  state: AssessmentState
  counted_tickets: Generated<number>
  counted_at: NullableTimestamp
  counting_at: NullableTimestamp
  objections_until: NullableTimestamp
  published_at: NullableTimestamp
  revision: number
  made_by: string
  made_at: Timestamp
  changed_by: string
  changed_at: Timestamp
}

interface OfUnit {
  district_id: number
  assessment_id: string
  unit_id: string
  unit_path: string
}

export interface AssessmentScoreTable extends OfUnit {
  shown: Shown
  items: Json<readonly ItemScore[]>
  total_centi: number | null
}

export interface AssessmentFactTable extends OfUnit {
  shown: Shown
  measure: Measure
  ticket_id: string
  seq: number
  hit: boolean
  exclusion: Json<Exclusion | null>
}

export interface AssessmentMarkTable extends OfUnit {
  id: string
  shown: Shown
  item_id: string
  percent: number
  reason: string
  by_person_id: string
  at: Timestamp
  taken_from: number | null
}

export interface AssessmentObjectionTable extends OfUnit {
  id: string
  item_id: string
  text: string
  by_person_id: string
  at: Timestamp
  answer: string | null
  accepted: boolean | null
  excluded_tickets: Generated<string[]>
  answered_by: string | null
  answered_at: NullableTimestamp
}

/** Versions of the district's own way of scoring, see migration 0200. */
export interface AssessmentTemplateTable {
  district_id: number
  id: string
  subject: 'grid' | 'department'
  valid_from: string
  version: number
  template: Json<AssessmentTemplate>
  made_by: string
  made_at: Timestamp
}

/** Tables of the assessment. */
export interface AssessmentSchema {
  assessment: AssessmentTable
  assessment_template: AssessmentTemplateTable
  assessment_score: AssessmentScoreTable
  assessment_fact: AssessmentFactTable
  assessment_mark: AssessmentMarkTable
  assessment_objection: AssessmentObjectionTable
}
