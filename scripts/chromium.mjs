// Finds a Chromium for the end-to-end tests, installing one when there is none.
import { existsSync } from 'node:fs'
import { run } from './install.mjs'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

const onSystem = () => systemPaths.find((path) => existsSync(path))

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/** Path of an executable, or exits with a message that says what to do. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    console.error(`CHROMIUM_PATH names ${named}, which does not exist.`)
    process.exit(1)
  }
  const present = onSystem() ?? (await playwrightsOwn())
  if (present) return present
  console.log('No Chromium found; installing one for the tests …')
  const isDebian = existsSync('/etc/debian_version')
  if (isDebian && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], { env })
    run('apt-get', ['-o', 'DPkg::Lock::Timeout=900', 'install', '-y', '-qq', 'chromium'], { env })
    if (onSystem()) return onSystem()
  }
  run('npx', ['playwright', 'install', 'chromium', '--only-shell'])
  const own = await playwrightsOwn()
  if (own) return own
  console.error('No Chromium could be installed. Install one and set CHROMIUM_PATH to it.')
  process.exit(1)
}
