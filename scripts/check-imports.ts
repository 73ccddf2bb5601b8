import { fileURLToPath } from 'node:url'
import { checkImports } from './import-rules'

const { violations, files, imports } = checkImports(fileURLToPath(new URL('../src', import.meta.url)))
for (const violation of violations) console.error(violation)
console.log(`${imports} imports in ${files} files, ${violations.length} against the rules`)
process.exit(violations.length === 0 && files > 0 ? 0 : 1)
