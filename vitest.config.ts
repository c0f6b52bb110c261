import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tools/**/*.test.ts'],
    // One PostgreSQL for the whole run; each test file makes its own database in it.
    globalSetup: ['apps/server/src/testing/postgres.ts'],
    // Files of one worker share their modules: loading them anew for each file was a third of the run. State of a module
    // that outlives a test must be the test's own to clear.
    isolate: false,
    dangerouslyIgnoreUnhandledErrors: false,
    // All processors: by default Vitest leaves one idle, which on a small machine is half of them.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
