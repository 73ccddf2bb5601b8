// npm test: installs what is missing and runs everything. Prints one last line with the true totals.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkNode, installPackages, root, run } from './install.mjs'

checkNode()
installPackages()
const { findChromium } = await import('./chromium.mjs')
const chromium = await findChromium()

const totals = { passed: 0, failed: 0 }
const count = (name, passed, failed) => {
  totals.passed += passed
  totals.failed += failed
  console.log(`${name}: ${passed} passed, ${failed} failed`)
}
const reports = mkdtempSync(join(tmpdir(), 'causal-studio-'))
const report = (file) => {
  const path = join(reports, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

for (const step of ['typecheck', 'lint', 'format:check', 'imports', 'kernels']) {
  console.log(`\n— ${step}`)
  const passed = run('npm', ['run', '-s', step]) === 0
  count(step, passed ? 1 : 0, passed ? 0 : 1)
}

console.log('\n— unit')
const unitStatus = run('npx', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${join(reports, 'unit.json')}`,
])
const unit = report('unit.json')
count('unit', unit?.numPassedTests ?? 0, Math.max(unit?.numFailedTests ?? 0, unitStatus === 0 ? 0 : 1))

console.log('\n— models (debug training and export, where torch is installed)')
const python = ['/usr/bin/python3', 'python3'].find(
  (candidate) => spawnSync(candidate, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
)
if (python) {
  const result = spawnSync(python, ['-m', 'unittest', 'discover', '-s', 'models/tests', '-t', 'models'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1' },
  })
  const output = `${result.stdout}${result.stderr}`
  process.stdout.write(output)
  const ran = Number(/Ran (\d+) test/.exec(output)?.[1] ?? 0)
  const failed = ['failures', 'errors'].reduce(
    (sum, word) => sum + Number(new RegExp(`${word}=(\\d+)`).exec(output)?.[1] ?? 0),
    0,
  )
  count('models', ran - failed, result.status === 0 ? failed : Math.max(1, failed))
} else
  console.log(
    'models: torch is not installed here, so training was not tried; parity is checked by the unit tests.',
  )

console.log('\n— build and end to end')
if (run('npx', ['vite', 'build', '--logLevel', 'warn']) === 0) {
  const status = run('npx', ['playwright', 'test', '--reporter=list,json'], {
    env: { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json') },
  })
  const e2e = report('e2e.json')
  const { expected = 0, flaky = 0, unexpected = 0 } = e2e?.stats ?? {}
  if (flaky > 0) console.log(`${flaky} of them only at the second try`)
  count('e2e', expected + flaky, Math.max(unexpected, status === 0 ? 0 : 1))
} else count('build', 0, 1)

rmSync(reports, { recursive: true, force: true })
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed === 0 ? 0 : 1)
