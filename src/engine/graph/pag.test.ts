import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { latentProjection } from './projection'
import { magOf } from './mag'
import { ARROW_MARK, CIRCLE_MARK, marksOf, NONE, TAIL_MARK, type MarkMatrix } from './mark-matrix'
import { magsOf, pagOf, pagOfMag } from './pag'
import { separated } from './separation'
import { bidirected, directed, graphFromNames, variableId, type CausalGraph, type Edge } from './graph'
import { isAcyclic } from './topological'

const names = (count: number) => Array.from({ length: count }, (_, i) => `V${i}`)

/** All independencies of a graph among its variables, as one text. */
function independencies(graph: CausalGraph): string {
  const ids = graph.variables.map((variable) => variable.id)
  const found: string[] = []
  ids.forEach((a, i) =>
    ids.slice(i + 1).forEach((b) => {
      const others = ids.filter((id) => id !== a && id !== b)
      for (let set = 0; set < 2 ** others.length; set++) {
        const given = others.filter((_, k) => (set >> k) & 1)
        found.push(valueOf(separated(graph, [a], [b], given)) ? '1' : '0')
      }
    }),
  )
  return found.join('')
}

/** Every MAG over this many variables without undirected edges. */
function* allMags(count: number): Generator<CausalGraph> {
  const pairs = names(count).flatMap((a, i) =>
    names(count)
      .slice(i + 1)
      .map((b) => [variableId(a), variableId(b)] as const),
  )
  for (let choice = 0; choice < 4 ** pairs.length; choice++) {
    const edges: Edge[] = []
    pairs.forEach(([a, b], i) => {
      const kind = Math.floor(choice / 4 ** i) % 4
      if (kind === 1) edges.push(directed(a, b))
      if (kind === 2) edges.push(directed(b, a))
      if (kind === 3) edges.push(bidirected(a, b))
    })
    const graph = graphFromNames(names(count), edges)
    if (!isAcyclic(graph)) continue
    const mag = valueOf(magOf(graph))
    if (marksOf(mag).at.join() === marksOf(graph).at.join()) yield graph
  }
}

/** The marks that all members of a class agree on, circles elsewhere. */
function common(members: readonly MarkMatrix[]): string {
  const [first] = members
  return first.at
    .map((mark, slot) =>
      mark === NONE ? NONE : members.every((member) => member.at[slot] === mark) ? mark : CIRCLE_MARK,
    )
    .join()
}

test('over all MAGs of up to four variables the PAG holds exactly the marks that their class shares', () => {
  const classes = new Map<string, CausalGraph[]>()
  for (const count of [2, 3, 4])
    for (const mag of allMags(count)) {
      const key = `${count} ${independencies(mag)}`
      classes.set(key, [...(classes.get(key) ?? []), mag])
    }
  let checked = 0
  for (const members of classes.values()) {
    const matrices = members.map(marksOf)
    const expected = common(matrices)
    for (const matrix of matrices) {
      expect(pagOfMag(matrix, 'none').at.join()).toBe(expected)
      checked++
    }
    const listed = [...magsOf(pagOfMag(matrices[0], 'none'))].map(({ at }) => at.join())
    expect(listed.toSorted()).toEqual(matrices.map(({ at }) => at.join()).toSorted())
  }
  console.log(`${checked} MAGs in ${classes.size} classes`)
  expect([checked, classes.size]).toEqual([2552, 261])
})

function randomDag(count: number, density: number, random: ReturnType<typeof createRandom>): CausalGraph {
  const list = names(count)
  const edges = list.flatMap((a, i) =>
    list
      .slice(i + 1)
      .flatMap((b) => (random.uniform() < density ? [directed(variableId(a), variableId(b))] : [])),
  )
  return graphFromNames(list, edges)
}

test('a MAG implies what the graph with its hidden and selected variables implies', () => {
  const random = createRandom(5)
  for (let n = 0; n < 120; n++) {
    const count = 5 + random.integer(3)
    const dag = randomDag(count, 0.4, random)
    const marked = {
      ...dag,
      variables: dag.variables.map((variable) => {
        const draw = random.uniform()
        return draw < 0.25
          ? { ...variable, latent: true }
          : draw < 0.35
            ? { ...variable, selected: true }
            : variable
      }),
    }
    const mag = valueOf(magOf(marked))
    const ids = mag.variables.map((variable) => variable.id)
    for (let draw = 0; draw < 60 && ids.length >= 2; draw++) {
      const [a, b, ...rest] = ids.toSorted(() => random.uniform() - 0.5)
      const given = rest.filter(() => random.uniform() < 0.5)
      expect(valueOf(separated(mag, [a], [b], given))).toBe(valueOf(separated(marked, [a], [b], given)))
    }
  }
})

test('a PAG is the same for every graph of the class, and its marks hold in the graph it came from', () => {
  const random = createRandom(9)
  let compared = 0
  for (let n = 0; n < 150; n++) {
    const dag = randomDag(5 + random.integer(5), 0.35, random)
    const hidden = {
      ...dag,
      variables: dag.variables.map((v) => (random.uniform() < 0.25 ? { ...v, latent: true } : v)),
    }
    const mag = marksOf(valueOf(magOf(hidden)))
    const pag = marksOf(valueOf(pagOf(hidden)))
    expect(valueOf(pagOf(latentProjection(hidden)))).toEqual(valueOf(pagOf(hidden)))
    pag.at.forEach((mark, slot) => {
      if (mark !== ARROW_MARK && mark !== TAIL_MARK) return
      compared++
      expect(mag.at[slot]).toBe(mark)
    })
  }
  expect(compared).toBeGreaterThan(500)
})
