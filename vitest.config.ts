import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** What lies beside the code that it tests needs neither PostgreSQL nor a process of its own. */
const BESIDE_THE_CODE = [
  'server/**/*.test.ts',
  'media/**/*.test.ts',
  'scripts/**/*.test.ts',
  'web/**/*.test.ts',
]

// Every program that a test starts loads the same modules: Node keeps what it has made of them.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

export default defineConfig({
  test: {
    // By `npm run test:media`: many browsers, networks that lose and limit, times to fractions of a second.
    exclude: process.env['MEDIA_TESTS'] === 'all' ? [] : ['test/media/full/**'],
    projects: [
      { extends: true, test: { name: 'beside the code', include: BESIDE_THE_CODE, isolate: false } },
      // A package of its own: the formats that the server registers with TypeBox must not be seen here.
      { extends: true, test: { name: 'receiver', include: ['receiver/src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/support/start-postgres.ts'],
          // Loading the server for each file took a third of the time. What a file changes for the whole process (a
          // spy, a variable) it puts back at its end.
          isolate: false,
        },
      },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    // A shared machine stalls now and then; what fails twice is a fault. At home every failure shows. What passed only
    // at the second try is named at the end.
    retry: process.env['CI'] ? 1 : 0,
    reporters: ['default', './test/support/report-retries.ts'],
  },
})
