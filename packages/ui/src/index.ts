export * from './i18n/index.ts'
export * from './state/views.tsx'
export * from './theme/theme.ts'
export * from './words/index.ts'
