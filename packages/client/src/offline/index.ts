export * from './act.ts'
export * from './log.ts'
export * from './outbox.ts'
