export * from './photo-list.tsx'
export * from './use-photos.ts'
