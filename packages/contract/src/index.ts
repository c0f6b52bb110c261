export * from './errors/catalogue.ts'
export * from './errors/problem.ts'
export * from './operation.ts'
export * from './permissions.ts'
