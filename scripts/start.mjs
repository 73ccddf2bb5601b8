// npm start: installs what is missing, builds when sources are newer than the build, serves, prints the address.
import { existsSync, statSync } from 'node:fs'
import { checkNode, installPackages, newest, root, run } from './install.mjs'

checkNode()
installPackages()
const built = existsSync(`${root}dist/index.html`) ? statSync(`${root}dist/index.html`).mtimeMs : 0
if (
  built < newest(['src', 'public', 'index.html', 'models/exported', 'vite.config.ts', 'package-lock.json'])
) {
  if (run('npx', ['vite', 'build', '--logLevel', 'warn']) !== 0) process.exit(1)
}
const { preview } = await import('vite')
const port = Number(process.env.PORT ?? 4173)
const server = await preview({ root, preview: { port, host: process.env.HOST ?? 'localhost' } })
console.log(`\nCausal Studio is ready: ${server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`}\n`)
