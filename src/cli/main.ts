import { readFile } from 'node:fs/promises'
import { stderr, stdin, stdout } from 'node:process'
import type { Problem } from '../base/result'
import { installKernels } from '../engine/kernels/runtime'
import { runBatch } from './batch'
import { commands, type Command } from './commands'
import { queryKinds } from './queries/registry'

const MISUSE = 2

function help(): string {
  const own = [
    ['batch', 'One JSON request a line on standard input, one JSON answer a line on standard output.'],
    ...commands.map((command) => [command.usage, command.help]),
    ['help', 'This text.'],
  ]
  const width = Math.max(...own.map(([usage]) => usage.length))
  const kinds = queryKinds.entries.map((kind) => `  ${kind.id.padEnd(width)}  ${kind.label}\n`)
  return (
    `npm run -s cli -- <command>\n\n${own.map(([usage, text]) => `  ${usage.padEnd(width)}  ${text}\n`).join('')}` +
    `\nKinds of query in a batch:\n${kinds.join('')}`
  )
}

/** `--name value` and `--name=value`; null when a name is unknown or lacks its value. */
function parseArguments(command: Command, given: readonly string[]) {
  const flags: Record<string, string[]> = {}
  const positionals: string[] = []
  for (let at = 0; at < given.length; at++) {
    const flag = /^--([^=]+)(?:=(.*))?$/s.exec(given[at])
    if (!flag) {
      positionals.push(given[at])
      continue
    }
    const value = flag[2] ?? given[++at]
    if (!command.flags.includes(flag[1]) || value === undefined) return null
    ;(flags[flag[1]] ??= []).push(value)
  }
  return positionals.length === command.positionals ? { flags, positionals } : null
}

function describe({ message, where }: Problem): string {
  const place = [
    where?.line === undefined ? '' : `line ${where.line}`,
    where?.column === undefined ? '' : `column ${where.column}`,
  ].filter(Boolean)
  return place.length > 0 ? `${place.join(', ')}: ${message}` : message
}

async function main([name = 'help', ...given]: readonly string[]): Promise<number> {
  if (name === 'batch') {
    await runBatch(stdin, stdout)
    return 0
  }
  if (name === 'help' || name === '--help') {
    stdout.write(help())
    return 0
  }
  const command = commands.find((candidate) => candidate.id === name)
  if (!command) {
    stderr.write(`There is no command "${name}".\n\n${help()}`)
    return MISUSE
  }
  const parsed = parseArguments(command, given)
  if (!parsed) {
    stderr.write(`Usage: ${command.usage}\n${command.help}\n`)
    return MISUSE
  }
  const result = await command.run(parsed.positionals, parsed.flags)
  if (result.ok) stdout.write(result.value)
  else stderr.write(`${result.problems.map(describe).join('\n')}\n`)
  return result.ok ? 0 : 1
}

await installKernels(await readFile(new URL('../engine/kernels/kernels.wasm', import.meta.url)))
process.exitCode = await main(process.argv.slice(2))
