import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import type { DiscreteNetwork } from '../data/discrete-network'
import { datasetFromColumns } from '../data/from-columns'
import { readBif } from '../formats/bif'
import { patternFromGraph, type Pattern } from '../graph/pattern'
import { graphOfNetwork, sampleNetwork } from '../simulate/discrete-sampling'
import type { DiscoveryProblem } from './algorithm'
import { cpdagFromDag } from './classes/cpdag'
import { buildDiscoveryProblem } from './problem'

const folder =
  process.env.CAUSAL_STUDIO_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))

/** Absent network files are a reason to skip, except in continuous integration. */
export function hasNetworks(): boolean {
  const present = existsSync(`${folder}/asia.bif`)
  if (!present && process.env.CI === 'true') throw new Error(`networks are missing: ${folder}`)
  return present
}

/** A published network with the class that its samples can show. */
export function knownNetwork(name: string): { readonly network: DiscreteNetwork; readonly truth: Pattern } {
  const network = valueOf(readBif(readFileSync(`${folder}/${name}.bif`, 'utf8')))
  return { network, truth: cpdagFromDag(patternFromGraph(graphOfNetwork(network))) }
}

/** Rows drawn from a network, every column as categories without an order. */
export function networkProblem(network: DiscreteNetwork, rows: number, seed: number): DiscoveryProblem {
  const columns = sampleNetwork(network, rows, createRandom(seed))
  const names = network.variables.map(({ name }) => name)
  const data = datasetFromColumns(Object.fromEntries(names.map((name, k) => [name, columns[k]])), {
    kinds: Object.fromEntries(names.map((name) => [name, 'nominal'])),
  })
  return valueOf(buildDiscoveryProblem(valueOf(data)))
}
