import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as fc from 'fast-check'
import {
  bidirected,
  directed,
  graphFromNames,
  undirected,
  variableId,
  type CausalGraph,
  type Edge,
} from './graph'

/** A graph as a figure is read: 'X -> M -> Y, X <-> Y, A -- B; latent U'. Names are ids. */
export function draw(text: string, flags: { latent?: string[]; selected?: string[] } = {}): CausalGraph {
  const names = new Set<string>()
  const edges: Edge[] = []
  for (const chain of text.split(',')) {
    const words = chain.trim().split(/\s+/)
    words.forEach((word, at) => {
      if (at % 2 === 0) {
        if (word !== '') names.add(word)
        return
      }
      const [from, to] = [variableId(words[at - 1]), variableId(words[at + 1])]
      if (word === '->') edges.push(directed(from, to))
      else if (word === '<-') edges.push(directed(to, from))
      else if (word === '<->') edges.push(bidirected(from, to))
      else if (word === '--') edges.push(undirected(from, to))
      else throw new Error(`${word} is not an arrow`)
    })
  }
  const kind = edges.some((edge) => edge.markFrom === 'tail' && edge.markTo === 'tail') ? 'cpdag' : 'dag'
  return graphFromNames([...names], edges, { ...flags, kind })
}

/** Random ADMGs on few variables, some latent or selected; edges follow the order of the names. */
export const smallAdmg = (size: number, flags: { latent?: boolean; selected?: boolean } = {}) => {
  const pairs = Array.from({ length: size }, (_, j) => Array.from({ length: j }, (_, i) => [i, j])).flat()
  return fc
    .record({
      links: fc.array(fc.constantFrom('none', 'none', 'directed', 'directed', 'bidirected', 'both'), {
        minLength: pairs.length,
        maxLength: pairs.length,
      }),
      marked: fc.array(fc.constantFrom('none', 'none', 'none', 'latent', 'selected'), {
        minLength: size,
        maxLength: size,
      }),
    })
    .map(({ links, marked }) => {
      const names = Array.from({ length: size }, (_, v) => String.fromCharCode(65 + v))
      const edges = pairs.flatMap(([i, j], at): Edge[] => {
        const [a, b] = [variableId(names[i]), variableId(names[j])]
        const link = links[at]
        return [
          ...(link === 'directed' || link === 'both' ? [directed(a, b)] : []),
          ...(link === 'bidirected' || link === 'both' ? [bidirected(a, b)] : []),
        ]
      })
      return graphFromNames(names, edges, {
        latent: flags.latent ? names.filter((_, v) => marked[v] === 'latent') : [],
        selected: flags.selected ? names.filter((_, v) => marked[v] === 'selected') : [],
      })
    })
}

export interface CaseGraph {
  readonly nodes: string[]
  readonly directed: [string, string][]
  readonly bidirected: [string, string][]
  readonly latent: string[]
  readonly selection: string[]
}

export const fromCase = (graph: CaseGraph): CausalGraph =>
  graphFromNames(
    graph.nodes,
    [
      ...graph.directed.map(([a, b]) => directed(variableId(a), variableId(b))),
      ...graph.bidirected.map(([a, b]) => bidirected(variableId(a), variableId(b))),
    ],
    { latent: graph.latent, selected: graph.selection },
  )

/** A file of known answers outside the repository; null when it is not there, which in CI is an error. */
export function readKnownAnswers(file: string): string | null {
  const path = resolve(process.env.CAUSAL_STUDIO_CASES ?? '../shared/cases', file)
  if (existsSync(path)) return readFileSync(path, 'utf8')
  if (process.env.CI === 'true') throw new Error(`${path} is missing`)
  console.warn(`skipped: ${path} is not there`)
  return null
}
