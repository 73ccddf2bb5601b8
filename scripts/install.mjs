// Installs what is missing, with nothing but Node's own modules: start and test call this first.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command with its output shown; returns the exit status. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) console.error(`${command}: ${result.error.message}`)
  return result.status ?? 1
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Causal Studio needs Node 20.19 or newer; this is ${process.versions.node}.`)
    process.exit(1)
  }
}

/** npm packages, when node_modules does not match the lock file. */
export function installPackages() {
  const stamp = `${root}node_modules/.causal-studio-lock`
  const lock = readFileSync(`${root}package-lock.json`, 'utf8')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing packages (once) …')
  // Not npm ci: it refuses a lock file that lacks the optional binaries of other platforms, which not every
  // registry carries. npm install takes the locked versions and leaves the lock file as it is.
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  if (run('npm', ['install', ...quiet]) !== 0) process.exit(1)
  writeFileSync(stamp, lock)
}

/** Newest modification below the paths, in milliseconds. */
export function newest(paths) {
  const list = spawnSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...paths], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = (list.stdout ?? '').split('\n').filter(Boolean)
  return Math.max(0, ...files.map((file) => (existsSync(root + file) ? statSync(root + file).mtimeMs : 0)))
}
