import { defineConfig } from 'vitest/config'

/** Real browsers against real servers, each file with its own; two at a time, for while one waits the other works. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/demo-district.ts'],
    setupFiles: ['e2e/last-look.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What is awaited comes when it comes: a job looks each second, and a full machine takes longer.
    expect: { poll: { timeout: 15_000 } },
  },
})
