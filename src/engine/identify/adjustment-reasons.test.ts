import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../base/result'
import { ancestors } from '../graph/ancestors'
import { isOpen, simplePaths, subsets, without, type SimplePath } from '../graph/brute-force.testing'
import { edgeId, variableId as id, type CausalGraph, type VariableId } from '../graph/graph'
import { draw, smallAdmg } from '../graph/graph-text.testing'
import { adjustmentSetting, type AdjustmentQuery } from './adjustment-query'
import { adjustmentReasons, type AdjustmentReason } from './adjustment-reasons'
import { isAdjustmentSet, minimalAdjustmentSets } from './adjustment-sets'

const ids = (text: string) => (text === '' ? [] : text.split(' ').map(id))

const ask = (x: string, y: string, rest: Partial<AdjustmentQuery> = {}): AdjustmentQuery => ({
  exposures: ids(x),
  outcomes: ids(y),
  effect: 'total',
  must: [],
  forbidden: [],
  ...rest,
})

const reasonsOf = (graph: CausalGraph, query: AdjustmentQuery): Record<string, AdjustmentReason> =>
  adjustmentReasons(valueOf(adjustmentSetting(graph, query)))

const told = (graph: CausalGraph, query = ask('X', 'Y')) =>
  Object.fromEntries(
    Object.entries(reasonsOf(graph, query)).map(([v, { status, code, sentence }]) => [
      v,
      `${status} ${code}: ${sentence}`,
    ]),
  )

describe('reasons', () => {
  it('say what carries the effect, what alone closes a path and what may', () => {
    expect(told(draw('C -> X, C -> Y, X -> M -> Y, M -> D, X <- A <- B -> Y'))).toEqual({
      C: 'required only-closer: Nothing but C can close the path X ← C → Y.',
      X: 'forbidden treatment: X is the treatment itself.',
      Y: 'forbidden outcome: Y is the outcome itself.',
      M: 'forbidden carries-effect: M carries part of the effect, along X → M → Y: holding it would take that part away.',
      D: 'forbidden affected-by-effect: D is affected by M, along X → M → D: holding it would distort the effect.',
      A: 'allowed closes-path: A can close the path X ← A ← B → Y.',
      B: 'allowed closes-path: B can close the path X ← A ← B → Y.',
    })
  })
  it('tell what is harmless apart by what it does to precision', () => {
    expect(told(draw('I -> X -> Y <- P, X -> D, E -> C, C -> X, C -> Y, Q'))).toMatchObject({
      I: 'useless less-precise: I closes no biasing path, and beside C it tells of X and nothing more of Y: holding it makes the estimate less precise.',
      P: 'useless more-precise: P closes no biasing path, but beside C it tells of Y and not of X: holding it makes the estimate more precise.',
      D: 'useless less-precise: D closes no biasing path, and beside C it tells of X and nothing more of Y: holding it makes the estimate less precise.',
      E: 'useless closes-nothing: E closes no biasing path, and beside C it tells nothing of X or Y.',
      Q: 'useless closes-nothing: Q closes no biasing path, and beside C it tells nothing of X or Y.',
    })
  })
  it('name the path that a required variable closes already', () => {
    expect(told(draw('X <- A <- B, B -> Y, A -> Y, X -> Y')).B).toBe(
      'useless more-precise: The path X ← A ← B → Y is closed by A already, which every set holds, but beside A it tells of Y and not of X: holding it makes the estimate more precise.',
    )
  })
  it('warn of a collider, and say what would close the path again', () => {
    const collider = told(draw('X <- A -> C <- B -> Y, X -> Y, C -> E'))
    expect(collider.C).toBe(
      'useless opens-path: Holding C opens the path X ← A → C ← B → Y; A or B would close it again.',
    )
    expect(collider.E).toContain('Holding E opens the path X ← A → C ← B → Y')
    expect(collider.A).toMatch(/^useless less-precise/)
    expect(told(draw('X <-> C <-> Y, X -> Y')).C).toBe(
      'forbidden opens-for-good: Holding C opens the path X ↔ C ↔ Y, and nothing can close it again.',
    )
  })
  it('count wishes, hidden and selected variables', () => {
    const graph = draw('X <- A <- B -> Y, X -> Y, X <- H, S <- B', { latent: ['H'], selected: ['S'] })
    expect(told(graph, ask('X', 'Y', { must: ids('A') }))).toMatchObject({
      A: 'required asked-for: The question asks to hold A.',
      H: 'forbidden hidden: H is not measured.',
      S: 'useless selected: The rows were selected by S: it is held already.',
    })
    expect(told(graph, ask('X', 'Y', { forbidden: ids('A') })).A).toBe(
      'forbidden ruled-out: The question rules A out.',
    )
  })
  it('go on where no set is valid', () => {
    const found = told(draw('X <-> Y, X -> M -> Y, X <- A <- B -> Y, P -> Y, X <- I -> J <- P, J -> K'))
    expect(found).toMatchObject({
      K: 'useless opens-path: Holding K opens the path X ← I → J ← P → Y; I or P would close it again.',
      A: 'allowed closes-path: A can close the path X ← A ← B → Y.',
      P: 'useless closes-nothing: P closes no biasing path.',
    })
    expect(found.M).toMatch(/^forbidden/)
  })
  it('treat what lies between as helpful for a direct effect', () => {
    expect(told(draw('X -> M -> Y -> D, X -> Y'), ask('X', 'Y', { effect: 'direct' }))).toMatchObject({
      M: 'required only-closer: Nothing but M can close the path X → M → Y.',
      D: 'forbidden affected-by-effect: D is affected by Y, along X → Y → D: holding it would distort the effect.',
    })
  })
})

const marksAt = (path: SimplePath, v: VariableId) =>
  path.edges
    .filter((edge) => edge.from === v || edge.to === v)
    .map((edge) => (edge.from === v ? edge.markFrom : edge.markTo))
const isCollider = (path: SimplePath, v: VariableId) => marksAt(path, v).every((mark) => mark === 'arrow')

describe('the four verdicts', () => {
  it('agree with enumeration of sets and paths', () => {
    const seen: Record<string, number> = {}
    let allowed = 0
    let inMinimal = 0
    let openedAnyhow = 0
    fc.assert(
      fc.property(
        fc.oneof(smallAdmg(6, { latent: true, selected: true }), smallAdmg(6), smallAdmg(6)),
        fc.constantFrom(['B', 'E'], ['E', 'F'], ['D', 'F'], ['C', 'B'], ['A E', 'F'], ['D', 'E F']),
        fc.constantFrom('none', 'must', 'forbidden'),
        fc.constantFrom('total', 'direct'),
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        (given, [xs, ys], wish, effect, kept) => {
          const ends = ids(`${xs} ${ys}`)
          const graph: CausalGraph = {
            ...given,
            variables: given.variables.map((v) => (ends.includes(v.id) ? { id: v.id, name: v.name } : v)),
            edges: given.edges.filter((_, position) => kept[position]),
          }
          const free = graph.variables
            .filter((v) => !v.latent && !v.selected && !ends.includes(v.id))
            .map((v) => v.id)
          const selected = graph.variables.filter((v) => v.selected).map((v) => v.id)
          const query = ask(xs, ys, { effect, ...(wish === 'none' ? {} : { [wish]: free.slice(0, 1) }) })
          const setting = valueOf(adjustmentSetting(graph, query))
          const reasons = reasonsOf(graph, query)
          const valid = subsets(free).filter((z) => valueOf(isAdjustmentSet(graph, query, z)))
          const minimal = [...valueOf(minimalAdjustmentSets(graph, query))]
          const cut = without(
            graph,
            graph.edges.filter((_, position) => setting.removed[position]).map(edgeId),
          )
          const [x, y] = [ids(xs), ids(ys)]
          const required = free.filter((v) =>
            valid.length > 0 ? valid.every((z) => z.includes(v)) : query.must.includes(v),
          )
          const causes = ancestors(cut, [...x, ...y, ...query.must, ...selected])
          const closable = x
            .flatMap((start) => y.flatMap((end) => simplePaths(cut, start, end)))
            .filter(
              ({ variables }) =>
                variables.every((v) => causes.includes(v)) &&
                !variables.slice(1, -1).some((v) => ends.includes(v)),
            )
            .filter((path) =>
              path.variables
                .slice(1, -1)
                .every((v) => !(required.includes(v) || selected.includes(v)) || isCollider(path, v)),
            )
          for (const v of free) {
            const { status, code, witness } = reasons[v]
            seen[`${status} ${code}`] = (seen[`${status} ${code}`] ?? 0) + 1
            const inNone =
              valid.length > 0
                ? valid.every((z) => !z.includes(v))
                : setting.allowed[setting.index.indexOf.get(v)!] === 0
            const canClose = closable.some(
              (path) => path.variables.slice(1, -1).includes(v) && !isCollider(path, v),
            )
            const expected = inNone
              ? 'forbidden'
              : required.includes(v)
                ? 'required'
                : canClose
                  ? 'allowed'
                  : 'useless'
            expect(status, v).toBe(expected)
            if (minimal.some((z) => z.includes(v))) expect(['required', 'allowed']).toContain(status)
            if (status === 'allowed' && minimal.some((z) => z.includes(v))) inMinimal++
            if (status === 'allowed' && valid.length > 0) allowed++
            const path = simplePathAlong(graph, witness)
            if (code === 'closes-path') {
              expect(closable.map(textOf)).toContain(textOf(path))
              expect(isCollider(path, v)).toBe(false)
            }
            if (code === 'only-closer') {
              const others = setting.index.ids.filter(
                (other, vertex) => setting.allowed[vertex] && other !== v && causes.includes(other),
              )
              expect(isOpen(graph, path, [...others, ...selected])).toBe(true)
              expect(isCollider(path, v)).toBe(false)
            }
            if (code === 'opens-path') {
              const base = [...(valid.length > 0 ? minimal[0] : query.must), ...selected]
              expect(isOpen(graph, path, [...base, v])).toBe(true)
              expect(isOpen(graph, path, base)).toBe(false)
              if (valid.length === 0) openedAnyhow++
            }
          }
        },
      ),
      { numRuns: 2000, seed: 11 },
    )
    console.log(JSON.stringify({ ...seen, allowed, inMinimal, openedAnyhow }))
    const codes = [
      'required only-closer',
      'allowed closes-path',
      'useless opens-path',
      'forbidden opens-for-good',
    ]
    expect(Math.min(inMinimal, openedAnyhow)).toBeGreaterThan(50)
    for (const code of codes) expect(seen[code], code).toBeGreaterThan(20)
  })
})

function simplePathAlong(graph: CausalGraph, witness: AdjustmentReason['witness']): SimplePath {
  const edges = witness.edges.map((wanted) => graph.edges.find((edge) => edgeId(edge) === wanted)!)
  edges.forEach((edge, at) =>
    expect([edge.from, edge.to].toSorted()).toEqual(witness.variables.slice(at, at + 2).toSorted()),
  )
  expect(new Set(witness.variables).size).toBe(witness.variables.length)
  return { variables: witness.variables, edges }
}

const textOf = (path: SimplePath) => path.edges.map(edgeId).join(', ')
