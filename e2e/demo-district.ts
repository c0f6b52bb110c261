import { rm } from 'node:fs/promises'

import { MADE_DISTRICT, newDataDir, startServer } from './server.ts'

/** Makes the demo district once, before the first file: each server begins with a copy of it. */
export default async function makeDistrict(): Promise<() => Promise<void>> {
  const folder = await newDataDir('e2e-district')
  const server = await startServer({ DATA_DIR: folder })
  await server.stop()
  process.env[MADE_DISTRICT] = folder
  return () => rm(folder, { recursive: true, force: true })
}
