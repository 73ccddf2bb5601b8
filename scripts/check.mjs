// npm run check: the quick part of the tests. Types, lint, format, import rules, compiled kernels, unit tests.
import { checkNode, installPackages, run } from './install.mjs'

checkNode()
installPackages()
const steps = ['typecheck', 'lint', 'format:check', 'imports', 'kernels', 'unit']
const failed = steps.filter((step) => {
  console.log(`\n— ${step}`)
  return run('npm', ['run', '-s', step]) !== 0
})
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`)
  process.exit(1)
}
console.log('\nAll checks passed.')
