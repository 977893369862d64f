import { fileURLToPath } from 'node:url'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { textImports } from './support/text-imports.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
/** What a property test draws is the same in every run: a failure can be looked into, and none comes by chance. */
const SEEDED = './support/seeded.ts'

export default defineConfig({
  test: {
    // What a test prints is shown where it fails: every call of a real server is a line of its log.
    silent: 'passed-only',
    projects: [
      {
        plugins: [textImports()],
        test: {
          name: 'node',
          root,
          setupFiles: [SEEDED],
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['worker/**', 'browser/**', 'integration/**'],
          // Property tests draw thousands of cases: a busy machine is no reason to fail.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          textImports(),
          cloudflareTest({
            main: '../src/index.ts',
            wrangler: { configPath: '../wrangler.toml' },
            miniflare: { bindings: { ENVIRONMENT: 'development' } },
          }),
        ],
        // The first import of the whole service inside workerd takes seconds.
        test: {
          name: 'workerd',
          root,
          setupFiles: [SEEDED],
          include: ['worker/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Whole servers and a real browser: slow to start, so they get time and run one after the other.
        plugins: [textImports()],
        test: {
          name: 'servers',
          root,
          setupFiles: [SEEDED],
          include: ['integration/**/*.test.ts', 'browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
