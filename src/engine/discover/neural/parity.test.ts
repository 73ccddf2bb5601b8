import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import type { EngineContext } from '../../context'
import { installKernels } from '../../kernels/runtime'
import { heldOnce, judgePairs } from '../../neural/discovery-network'
import { readPairs } from '../../neural/discovery-readout'
import { createTestRunModel } from '../../neural/effect-model.testing'
import { discoveryModels } from '../../neural/registry'
import { noKnowledge, type DiscoveryProblem } from '../algorithm'
import { canonicalTable } from './canonical-table'
import { featuresOf, searchBoth } from './network-search'

interface ParityCase {
  readonly name: string
  /** By variable, null for a gap. */
  readonly columns: readonly (readonly (number | null)[])[]
  readonly targets: readonly number[]
  readonly knowledge: Readonly<Record<'required' | 'forbidden', readonly (readonly [number, number])[]>>
  /** Above so many numbers variables that were set share one matrix. */
  readonly mostNumbers?: number
  readonly firstFeatures: readonly (readonly [number, number, number, number])[]
  readonly probabilities: readonly number[]
  readonly confounded?: readonly number[]
}

const FEATURE_TOLERANCE = 1e-4
const PROBABILITY_TOLERANCE = 2e-4

beforeAll(() => installKernels(readFileSync(new URL('../../kernels/kernels.wasm', import.meta.url))))

const runModel = createTestRunModel()
const context: EngineContext = {
  random: createRandom(0),
  signal: { aborted: false },
  progress: () => undefined,
  runModel,
}

const casesOf = (id: string): readonly ParityCase[] => {
  const file = new URL(`../../../../models/exported/${id}/parity.json`, import.meta.url)
  return (JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as { cases: ParityCase[] }).cases
}

function problemOf({ columns, targets }: ParityCase): DiscoveryProblem {
  const used = columns[0].length
  return {
    names: columns.map((_, j) => `V${j}`),
    columns: columns.map((column) => Float64Array.from(column, (value) => value ?? NaN)),
    levels: columns.map(() => 0),
    gaps: columns.flat().includes(null) ? 'some' : 'none',
    rows: { total: used, used, missing: {} },
    knowledge: noKnowledge,
    contexts: [],
    interventions: Int32Array.from(targets),
  }
}

describe.each(discoveryModels)('$id in TypeScript is the one that was trained', ({ id, manifest }) => {
  const cases = casesOf(id)

  test('has cases with gaps, set variables, knowledge and shared matrices', () => {
    expect(cases.length).toBeGreaterThanOrEqual(8)
    expect(cases.some(({ columns }) => columns.flat().includes(null))).toBe(true)
    expect(cases.some(({ targets }) => targets.some((target) => target >= 0))).toBe(true)
    expect(cases.some(({ knowledge }) => knowledge.required.length > 0)).toBe(true)
    expect(cases.some(({ mostNumbers }) => mostNumbers === 0)).toBe(true)
  })

  test.each(cases)('$name', async (one) => {
    const table = canonicalTable(problemOf(one))
    const size = table.order.length
    const place = table.order.map((_, column) => table.order.indexOf(column))
    const settings = {
      searches: manifest.searches,
      ...(one.mostNumbers === undefined ? {} : { mostNumbers: one.mostNumbers }),
    }
    const searches = (await searchBoth(table, settings, context))!
    const features = (await featuresOf(table, searches, context))!.take()
    const at = (i: number, j: number) => place[i] * size + place[j]
    const apart = one.firstFeatures.map(([i, j, f, value]) => Math.abs(features[at(i, j) * 38 + f] - value))
    expect(apart.length).toBeGreaterThan(30)
    expect(Math.max(...apart)).toBeLessThan(FEATURE_TOLERANCE)

    const marked = (pairs: readonly (readonly [number, number])[]) => {
      const matrix = new Uint8Array(size * size)
      for (const [i, j] of pairs) matrix[at(i, j)] = 1
      return matrix
    }
    const known = { required: marked(one.knowledge.required), forbidden: marked(one.knowledge.forbidden) }
    const inputs = heldOnce({ size, features, ...known, facts: table.facts })
    const { logits } = (await judgePairs(manifest, inputs, context))!
    const found = readPairs(logits, manifest, table.targets)
    const largestGap = (values: Float64Array, expected: readonly number[]) =>
      Math.max(...expected.map((value, k) => Math.abs(values[at(Math.floor(k / size), k % size)] - value)))
    expect(one.probabilities).toHaveLength(size * size)
    expect(largestGap(found.arrow, one.probabilities)).toBeLessThan(PROBABILITY_TOLERANCE)
    expect(manifest.confounding).toBe(one.confounded !== undefined)
    if (one.confounded)
      expect(largestGap(found.confounded!, one.confounded)).toBeLessThan(PROBABILITY_TOLERANCE)
  })
})
