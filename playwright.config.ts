import { defineConfig } from '@playwright/test'
import { chromiumFlags, executablePath } from './e2e/chromium'

const port = Number(process.env.E2E_PORT ?? 4199)

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: false,
  // Files run side by side; the tests of one file follow each other.
  workers: 2,
  // A shared machine may stall once; what passes only at the second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath,
      args: chromiumFlags,
    },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 60_000,
  },
})
