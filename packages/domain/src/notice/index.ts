export * from './kinds.ts'
export * from './quiet.ts'
export * from './render.ts'
export { NOTICE_TEXTS, type NoticeText } from './templates.ts'
