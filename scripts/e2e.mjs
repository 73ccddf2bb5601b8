// npm run e2e [spec]: builds, then drives the real app in real Chromium.
import { checkNode, installPackages, run } from './install.mjs'
import { findChromium } from './chromium.mjs'

checkNode()
installPackages()
const chromium = await findChromium()
if (run('npx', ['vite', 'build', '--logLevel', 'warn']) !== 0) process.exit(1)
process.exit(
  run('npx', ['playwright', 'test', ...process.argv.slice(2)], {
    env: { ...process.env, CHROMIUM_PATH: chromium },
  }),
)
