export * from './photo-list.tsx'
export * from './photo-picker.tsx'
export * from './use-photos.ts'
