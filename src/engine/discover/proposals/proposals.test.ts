import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { directed, graphFromNames, variableId, type CausalGraph } from '../../graph/graph'
import { isAcyclic } from '../../graph/topological'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { parentsIn } from '../order/boss'
import { patternFromGraph } from '../../graph/pattern'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import { createGaussianScore } from '../scores/gaussian-bic'
import { momentsByVariable } from '../scores/moments'
import { fisherZ } from '../tests/fisher-z'
import { proposalKey, type Proposal } from './proposal'
import { refineByProposals } from './refine-by-proposals'
import { weighProposals } from './weigh-proposals'

const dag = (names: readonly string[], text: string): CausalGraph =>
  graphFromNames(
    names,
    text.split(', ').flatMap((part) => {
      const [from, to] = part.split(' -> ')
      return to ? [directed(variableId(from), variableId(to))] : []
    }),
  )

/** X -> Y -> Z and W on its own. */
function chain(rows = 2000) {
  const random = createRandom(3)
  const x = Float64Array.from({ length: rows }, () => random.normal())
  const y = x.map((value) => 0.8 * value + random.normal())
  const z = y.map((value) => 0.8 * value + random.normal())
  const w = x.map(() => random.normal())
  const problem = valueOf(buildDiscoveryProblem(dataFrom([x, y, z, w], ['X', 'Y', 'Z', 'W'])))
  return { problem, scales: scalesOf(problem) }
}
const scalesOf = (problem: Parameters<typeof momentsByVariable>[0]) => ({
  score: createGaussianScore(momentsByVariable(problem), 1),
  test: fisherZ.prepare(problem, 0.05, {}, createRandom(1)),
  alpha: 0.05,
})
const proposal = (text: string): Proposal => {
  const [change, cause, effect] = text.split(' ')
  return { change: change as 'add', cause, effect }
}

test('what the data say to single changes', async () => {
  const { problem, scales } = chain()
  const graph = dag(['X', 'Y', 'Z', 'W'], 'X -> Y')
  const asked = [
    'add Y Z',
    'add X W',
    'remove X Y',
    'add Y X',
    'add X Y',
    'remove Y Z',
    'add Z U',
    'reverse X Y',
  ]
  const weighed = valueOf(await weighProposals(graph, problem, asked.map(proposal), scales, quietContext()))
  const by = new Map(asked.map((text, k) => [text, weighed[k]]))
  expect(by.get('add Y Z')!.bicChange).toBeLessThan(-500)
  expect(by.get('add Y Z')!.noLongerFailing.map(({ a, b }) => a + b)).toEqual(expect.arrayContaining(['YZ']))
  expect(by.get('add X W')!.bicChange).toBeGreaterThan(0)
  expect(by.get('add X W')!.nowFailing).toEqual([])
  expect(by.get('remove X Y')!.bicChange).toBeGreaterThan(500)
  expect(by.get('remove X Y')!.nowFailing.map(({ a, b }) => a + b)).toEqual(['XY'])
  expect(by.get('add Y X')!.obstacle!.message).toBe('It would close a cycle: X → Y → X.')
  expect(by.get('add X Y')!.obstacle!.code).toBe('arrow-stands')
  expect(by.get('remove Y Z')!.obstacle!.code).toBe('no-such-arrow')
  // U was not measured: the change can be made, but not scored.
  expect(by.get('add Z U')!).toMatchObject({ bicChange: null, obstacle: null })
  // One class: the data cannot tell.
  expect(Math.abs(by.get('reverse X Y')!.bicChange!)).toBeLessThan(1e-6)
})

test('knowledge is obeyed in words', async () => {
  const { problem, scales } = chain(200)
  const known = {
    ...problem,
    knowledge: {
      tiers: [['X'], ['Y', 'Z']],
      required: [['X', 'Y']] as const,
      forbidden: [['Y', 'Z']] as const,
    },
  }
  const graph = dag(['X', 'Y', 'Z', 'W'], 'X -> Y')
  const weighed = valueOf(
    await weighProposals(
      graph,
      known,
      ['add Y Z', 'remove X Y', 'reverse X Y', 'add Z X'].map(proposal),
      scales,
      quietContext(),
    ),
  )
  expect(weighed.map(({ obstacle }) => obstacle?.message)).toEqual([
    'Your knowledge forbids Y → Z.',
    'Your knowledge requires X → Y.',
    'Your knowledge requires X → Y.',
    'Your knowledge forbids Z → X.',
  ])
})

test('the change of the BIC is the difference of the graphs’ scores, on random graphs', async () => {
  let compared = 0
  for (let seed = 0; seed < 30; seed++) {
    const random = createRandom(seed)
    const names = numberedNames(6)
    const truth = randomDag(names, 2, random.fork('truth'))
    const columns = sampleModel(randomLinearModel(truth, random.fork('model')), 300, random.fork('rows'))
    const problem = valueOf(buildDiscoveryProblem(dataFrom(columns, names)))
    const scales = scalesOf(problem)
    const graph = randomDag(names, 2, random.fork('drawn'))
    const total = (one: CausalGraph) => {
      const pattern = patternFromGraph(one)
      return names.reduce((sum, _, j) => sum + scales.score.score(j, parentsIn(pattern, j)), 0)
    }
    const proposals = names.flatMap((cause) =>
      names
        .filter((effect) => effect !== cause)
        .flatMap((effect) =>
          (['add', 'remove', 'reverse'] as const).map((change) => ({ change, cause, effect })),
        ),
    )
    const weighed = valueOf(await weighProposals(graph, problem, proposals, scales, quietContext()))
    for (const { proposal: one, bicChange, obstacle } of weighed) {
      if (obstacle) continue
      const refined = valueOf(
        await refineByProposals(graph, problem, [one], new Set(), scales, quietContext()),
      )
      if (refined.tried[0].verdict !== 'accepted') expect(bicChange).toBeGreaterThan(-1e-5)
      else expect(-2 * (total(refined.graph) - total(graph))).toBeCloseTo(bicChange!, 6)
      compared++
    }
  }
  expect(compared).toBeGreaterThan(500)
})

test('refinement finds the chain from a list, worst ideas last, and remembers', async () => {
  const { problem, scales } = chain()
  const graph = dag(['X', 'Y', 'Z', 'W'], 'X -> W')
  const proposals = ['add X Z', 'add X Y', 'add Y Z', 'add W Z', 'remove X W', 'add Z X'].map(proposal)
  const first = valueOf(await refineByProposals(graph, problem, proposals, new Set(), scales, quietContext()))
  expect(isAcyclic(first.graph)).toBe(true)
  const verdicts = Object.fromEntries(
    first.tried.map(({ proposal: one, verdict }) => [`${one.change} ${one.cause} ${one.effect}`, verdict]),
  )
  expect(verdicts).toMatchObject({
    'add X Y': 'accepted',
    'add Y Z': 'accepted',
    'remove X W': 'accepted',
    'add W Z': 'rejected',
  })
  const memory = new Set(first.tried.map(({ proposal: one }) => proposalKey(one)))
  const second = valueOf(
    await refineByProposals(first.graph, problem, proposals, memory, scales, quietContext()),
  )
  expect(second.tried).toEqual([])
  expect(second.remembered).toHaveLength(6)
  expect(second.graph).toBe(first.graph)
})

test('a cancelled refinement keeps what it had accepted', async () => {
  const { problem, scales } = chain(100)
  const graph = dag(['X', 'Y', 'Z', 'W'], '')
  const stopped = valueOf(
    await refineByProposals(graph, problem, [proposal('add X Y')], new Set(), scales, {
      ...quietContext(),
      signal: { aborted: true },
    }),
  )
  expect(stopped).toMatchObject({ stoppedEarly: true, tried: [] })
})
