import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readKnownAnswers } from '../engine/graph/graph-text.testing'
import { answerLine } from './batch'
import { commands } from './commands'

async function resultOf(graph: unknown, query: unknown): Promise<unknown> {
  const answer = await answerLine(JSON.stringify({ graph, query }), 1)
  expect(answer).toHaveProperty('result')
  return (answer as { result: unknown }).result
}

test('an effect along chosen paths, and the witness where there is none', async () => {
  const graph = 'dag { X -> A -> B -> Y; X -> B; A -> Y }'
  const query = { kind: 'path_specific', treatment: 'X', outcome: 'Y' }
  expect(await resultOf(graph, { ...query, paths: [['X', 'B', 'Y']] })).toMatchObject({
    identifiable: true,
    to: { estimand: { text: 'Σ_{A, B} P(A | X′) P(B | X, A) P(Y | A, B)' } },
  })
  expect(await resultOf(graph, { ...query, paths: [['X', 'A', 'Y']] })).toMatchObject({
    identifiable: false,
    recanting_witness: 'A',
  })
  const broken = await answerLine(JSON.stringify({ graph, query: { ...query, paths: 'X A Y' } }), 1)
  expect(broken).toMatchObject({ error: { code: 'bad-field', where: { name: 'paths' } } })
})

const cases = readKnownAnswers('identification.json')

interface Case {
  readonly name: string
  readonly graph: unknown
  readonly query: { readonly kind: string }
  readonly expected: Record<string, unknown>
}

test.skipIf(cases === null)('named cases: recovery from selection and from gaps', async () => {
  const kinds = ['recoverable', 'missing_data_identify']
  const counts: Record<string, number> = {}
  for (const { name, graph, query, expected } of JSON.parse(cases!) as Case[]) {
    if (!kinds.includes(query.kind)) continue
    counts[query.kind] = (counts[query.kind] ?? 0) + 1
    expect(await resultOf(graph, query), name).toMatchObject(expected)
  }
  expect(counts).toEqual({ recoverable: 2, missing_data_identify: 1 })
})

test('data with gaps: a formula, a refusal with its reason, and no verdict', async () => {
  const query = { kind: 'missing_data_identify', indicators: { RX: 'X', RY: 'Y' } }
  const asked = (graph: string, question: unknown) => resultOf(graph, { ...query, query: question })
  expect(await asked('dag { X -> Y; X -> RY; RX }', 'P(y | do(x))')).toMatchObject({
    identifiable: true,
    estimand: { text: 'P(Y | X, RY, RX)' },
  })
  expect(await asked('dag { X -> Y -> RY; RX }', { outcome: 'Y', do: 'X' })).toMatchObject({
    identifiable: false,
    reason: expect.stringContaining('depends on Y itself'),
  })
  expect(await asked('dag { X -> Y -> RX -> RY; X -> RY }', 'P(X, Y)')).toMatchObject({
    identifiable: null,
  })
})

test('external data recover what the sample alone does not', async () => {
  const graph = 'dag { S [selected] Z -> X -> Y; Z -> Y; Z -> S }'
  const query = { kind: 'recoverable', query: { outcome: ['Y'], do: ['X'] } }
  expect(await resultOf(graph, query)).toMatchObject({ recoverable: false })
  expect(await resultOf(graph, { ...query, external: ['Z'] })).toMatchObject({
    recoverable: true,
    estimand: { text: 'Σ_Z P(Z) P(Y | Z, X, S)' },
  })
})

test('a PAG is answered by one formula for its class, or refused with the part that leaves it open', async () => {
  const query = { kind: 'identify', outcome: ['Y'], do: ['X'] }
  expect(await resultOf('pag { Z @-> X -> Y; W @-> X }', query)).toMatchObject({
    identifiable: true,
    method: 'equivalence-class',
    estimand: { text: 'P(Y | X)' },
  })
  expect(await resultOf('pag { X @-@ Y }', query)).toMatchObject({ identifiable: false, witness: ['Y'] })
  expect(await resultOf('pag { X @-@ Y; Z }', { ...query, given: ['Z'] })).toMatchObject({
    identifiable: null,
  })
})

test('the command line identifies with the whole engine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'identify-'))
  const identify = commands.find(({ id }) => id === 'identify')!
  const told = async (graph: string, query: string) => {
    const path = join(folder, 'graph.txt')
    writeFileSync(path, graph)
    const answer = await identify.run([path, query], {})
    return answer.ok ? answer.value : answer.problems[0].message
  }
  const frontDoor = await told('dag { X -> M -> Y; X <-> Y }', 'P(Y | do(X))')
  expect(frontDoor).toContain('Identified by front-door')
  expect(frontDoor).toContain('Minimal adjustment sets: none')
  expect(await told('dag { Z -> X -> Y; Z -> Y }', 'P(Y | do(X), Z)')).toContain('= P(Y | Z, X)\n')
  expect(await told('dag { X -> Y; X <-> Y }', 'P(Y | do(X))')).toContain('Hedge: {X, Y} over {Y}')
  expect(await told('dag { Z -> X -> Y; Z -> Y }', 'P(Y_{X=1} = 1 | X = 0)')).toContain(
    'P(X′) at X = 1, X′ = 0, Y = 1',
  )
  expect(await told('dag { X -> Y }', 'P(Y_{X=1} = 1, Y_{X=0} = 0)')).toContain('Not identifiable. Y would')
  expect(await told('dag { X -> Y }', 'P(Y | do(Q))')).toBe('The graph has no variable "Q".')
  rmSync(folder, { recursive: true })
})
