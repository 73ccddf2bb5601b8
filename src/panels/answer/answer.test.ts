import { describe, expect, it } from 'vitest'
import type { Column } from '../../engine/data/dataset'
import type { Estimate } from '../../engine/estimate/estimator'
import { probability, product, sumOver } from '../../engine/expression/build'
import { createPrinter } from '../../engine/expression/print'
import { bidirected, edgeId, graphFromNames, variableId } from '../../engine/graph/graph'
import { draw } from '../../engine/graph/graph-text.testing'
import type { LiveAnswer } from '../../engine/identify/answer'
import { valueText } from './amount'
import { assumptionsOf } from './assumptions'
import { checksOf } from './checks'
import { defaultContrast, levelChoices, readNumber } from './contrast'
import {
  bestEstimate,
  estimatesStanding,
  forestRows,
  intervalText,
  rowsLost,
  summarySentence,
} from './estimate-rows'
import { formulaParts } from './formula-parts'
import { instrumentPart } from './instrument-part'
import { nextStep } from './next-step'
import { remedyWords } from './remedy-words'
import { sameSet } from './same-set'
import { stepStates, type Standing } from './steps'
import { pathSentence, verdictOf, verdictTitle } from './verdict'

const column = (kind: Column['kind'], values: number[], levels?: string[]): Column => ({
  name: 'X',
  kind,
  role: 'variable',
  values: Float64Array.from(values),
  ...(levels ? { levels } : {}),
})

describe('the contrast a new cause starts with', () => {
  it('is the two levels of a binary column', () => {
    expect(defaultContrast(column('binary', [0, 1, 1], ['open', 'keyhole']))).toEqual({
      from: 'open',
      to: 'keyhole',
    })
    expect(defaultContrast(column('binary', [1, 2, NaN]))).toEqual({ from: 1, to: 2 })
  })
  it('is the mean and a standard deviation more of a continuous one, rounded to its scale', () => {
    expect(defaultContrast(column('continuous', [90, 100, 110, NaN]))).toEqual({ from: 100, to: 110 })
    expect(defaultContrast(column('count', [0, 3, 5, 9, 10]))).toEqual({ from: 5, to: 10 })
    expect(defaultContrast(column('count', [1, 1, 1, 2]))).toEqual({ from: 1, to: 2 })
    expect(defaultContrast(column('continuous', [0.1, 0.12, 0.14]))).toEqual({ from: 0.12, to: 0.14 })
  })
  it('is 0 to 1 without data or without variation', () => {
    expect(defaultContrast(undefined)).toEqual({ from: 0, to: 1 })
    expect(defaultContrast(column('continuous', [3, 3, 3]))).toEqual({ from: 0, to: 1 })
    expect(defaultContrast(column('binary', [1, 1]))).toEqual({ from: 0, to: 1 })
  })
  it('offers levels only where there are some', () => {
    expect(levelChoices(column('nominal', [0, 2], ['a', 'b', 'c']))).toEqual(['a', 'b', 'c'])
    expect(levelChoices(column('ordinal', [3, 1, NaN, 3]))).toEqual([1, 3])
    expect(levelChoices(column('continuous', [1, 2]))).toBeNull()
  })
  it('reads numbers as people type them and shows them unrounded', () => {
    expect(readNumber(' −2,5 ')).toBe(-2.5)
    expect(readNumber('12 a')).toBeNull()
    expect(readNumber('')).toBeNull()
    expect([valueText(-0.5), valueText(30), valueText('open')]).toEqual(['−.5', '30', 'open'])
  })
})

const estimate = (
  estimator: string,
  point: number,
  standardError: number | null,
  more: Partial<Estimate> = {},
): Estimate => ({
  estimator,
  point,
  standardError,
  interval: standardError === null ? null : [point - 1.96 * standardError, point + 1.96 * standardError],
  level: 0.95,
  intervalKind: 'analytic',
  rows: { total: 700, used: 700, missing: {} },
  diagnostics: [],
  provenance: {
    method: '',
    options: {},
    seed: 1,
    data: '',
    dataRevision: 1,
    graphRevision: '',
    engineVersion: '',
  },
  ...more,
})
const row = (value: Estimate) => ({ estimator: value.estimator, result: { ok: true as const, value } })

describe('rows of the forest plot', () => {
  const naive = row(estimate('difference', 0.046, 0.03))
  const regression = row(estimate('regression', -0.05, 0.033, { quantiles: [-0.1, 0] }))
  const aipw = row(estimate('aipw', -0.054, 0.0334, { quantiles: [-0.1, 0] }))
  const neural = row(
    estimate('neural-effect', -0.052, 0.03, {
      intervalKind: 'posterior',
      run: { backend: 'wasm', milliseconds: 86.6 },
    }),
  )
  const refused = {
    estimator: 'ipw',
    result: {
      ok: false as const,
      problems: [{ code: 'x', message: 'Weighting needs a treatment with two values.' }],
    },
  }
  const running = { estimator: 'neural-effect', result: null }

  it('shows the naive row alone under See and all of them under Do', () => {
    const all = [naive, regression, refused, aipw, running]
    expect(forestRows(all, 'see').map((shown) => shown.id)).toEqual(['difference'])
    expect(forestRows(all, 'do').map((shown) => shown.content.kind)).toEqual([
      'value',
      'value',
      'none',
      'value',
      'running',
    ])
    expect(forestRows(all, 'do').map((shown) => shown.target)[0]).toBe('off-target')
  })
  it('gives the fifty dots to AIPW, else to the regression', () => {
    const dotted = (rows: Parameters<typeof forestRows>[0]) =>
      forestRows(rows, 'do').flatMap(({ id, content }) =>
        content.kind === 'value' && content.quantiles ? [id] : [],
      )
    expect(dotted([naive, regression, aipw])).toEqual(['aipw'])
    expect(dotted([naive, regression, refused])).toEqual(['regression'])
    expect(bestEstimate([naive.result.value])).toBeNull()
  })
  it('keeps the full precision in its attributes and names the backend', () => {
    const [, shown] = forestRows([naive, neural], 'do')
    expect(shown.attributes).toMatchObject({
      'data-estimator': 'neural-effect',
      'data-value': '-0.052',
      'data-backend': 'wasm',
    })
    expect(shown.detail).toBe('wasm, 87 ms')
    expect(shown.shape).toBe('diamond')
  })
  it('writes signs, true minus and the kind of the interval', () => {
    const [shown] = forestRows([aipw], 'do')
    expect(shown.content).toMatchObject({ pointText: '−.054' })
    expect(intervalText(aipw.result.value, 3)).toBe('95\u202f% analytic: −.119 to +.011')
  })
  it('says what the data are compatible with and never that there is no effect', () => {
    expect(summarySentence([aipw.result.value, neural.result.value])).toBe(
      'The data are compatible with effects from −.119 to +.011; they do not show that there is none. Analytic and posterior 95\u202f% intervals.',
    )
    expect(summarySentence([estimate('aipw', 3.4, 0.5)])).toBe(
      'The data are compatible with effects from +2.42 to +4.38. Analytic 95\u202f% intervals.',
    )
    expect(summarySentence([])).toBe('')
  })
  it('names the columns that cost rows, the costliest first', () => {
    expect(rowsLost({ total: 10, used: 6, missing: { Age: 1, Weight: 3, Sex: 0 } })).toEqual([
      { name: 'Weight', rows: '3' },
      { name: 'Age', rows: '1' },
    ])
    expect(rowsLost({ total: 10, used: 10, missing: { Age: 0 } })).toEqual([])
  })
  it('stands as running, done, warned or failed', () => {
    const warned = row(
      estimate('aipw', 0, 1, { diagnostics: [{ id: 'd', label: 'l', value: 1, level: 'warning' }] }),
    )
    expect(estimatesStanding(null, 0)).toBe('none')
    expect(estimatesStanding([naive, running], 0)).toBe('running')
    expect(estimatesStanding([naive, aipw, running], 0)).toBe('done')
    expect(estimatesStanding([naive, warned], 0)).toBe('warning')
    expect(estimatesStanding([naive, refused], 0)).toBe('failed')
  })
})

describe('checks', () => {
  const overlap = (smallest: number, largest: number, effectiveRows: number) => ({
    overlap: { binEdges: [0, 1], treated: [1], untreated: [1], smallest, largest, effectiveRows },
  })

  it('find no problem where both groups are everywhere and the estimates agree', () => {
    const found = checksOf([
      estimate('aipw', 1, 0.2, overlap(0.2, 0.8, 600)),
      estimate('regression', 1.1, 0.2),
    ])
    expect(found.map((check) => [check.id, check.state])).toEqual([
      ['overlap', 'ok'],
      ['agreement', 'ok'],
    ])
  })
  it('say sensitive where a group is missing, weights eat the rows, or models disagree', () => {
    const thin = [{ id: 'effective-rows', label: 'Effective rows', value: 90, level: 'warning' as const }]
    const [overlapping] = checksOf([
      estimate('aipw', 1, 0.2, { ...overlap(0.1, 0.9, 90), diagnostics: thin }),
    ])
    expect(overlapping).toMatchObject({ id: 'overlap', state: 'warning', effectiveRows: 90, rows: 700 })
    const [check] = checksOf([
      estimate('regression', 1, 0.2),
      estimate('ipw', 1.1, 0.2),
      estimate('aipw', 2, 0.2),
    ])
    expect(check).toEqual({ id: 'agreement', state: 'warning', pair: ['regression', 'aipw'] })
  })
  it('have nothing to say of one estimate without an interval', () => {
    expect(checksOf([estimate('regression', 1, null), estimate('aipw', 1, 0.2)])).toEqual([])
  })
})

const complete: Standing = {
  asked: true,
  verdict: 'identified',
  data: 'ready',
  rung: 'do',
  estimates: 'done',
  checks: ['ok'],
  unconfirmed: 0,
}
const situation = { ...complete, variables: 3, treatment: true, outcome: true, guessing: false, story: false }

describe('steps', () => {
  const states = (change: Partial<Standing>) => Object.values(stepStates({ ...complete, ...change }))

  it('are all done at the end', () => {
    expect(states({})).toEqual(['ok', 'ok', 'ok', 'ok', 'ok'])
  })
  it('wait for what stands above them', () => {
    expect(states({ asked: false, verdict: 'none', estimates: 'none', checks: [] })).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ])
    expect(stepStates({ ...complete, rung: 'see' }).estimate).toBe('waiting')
    expect(stepStates({ ...complete, estimates: 'running' }).estimate).toBe('waiting')
  })
  it('tell bounds from a number', () => {
    const bounded = { ...complete, verdict: 'not-identifiable' as const }
    expect(stepStates(bounded)).toMatchObject({ identified: 'blocked', estimate: 'warning' })
    expect(stepStates({ ...bounded, verdict: 'instrument' }).identified).toBe('warning')
    expect(stepStates({ ...bounded, data: 'none' }).estimate).toBe('waiting')
    expect(stepStates({ ...bounded, rung: 'see' }).estimate).toBe('waiting')
  })
  it('are blocked by the graph or by missing columns, and warn of an unfit set', () => {
    expect(stepStates({ ...complete, verdict: 'not-by-adjustment' }).identified).toBe('blocked')
    expect(stepStates({ ...complete, data: 'missing-columns' }).estimate).toBe('blocked')
    expect(stepStates({ ...complete, verdict: 'invalid-set' }).identified).toBe('warning')
    expect(stepStates({ ...complete, checks: ['ok', 'warning'] }).refutation).toBe('warning')
    expect(stepStates({ ...complete, unconfirmed: 2 }).assumptions).toBe('warning')
  })
})

describe('next step', () => {
  it('is the first thing missing', () => {
    expect(nextStep({ ...situation, variables: 0, data: 'none' })).toBe('empty-graph')
    expect(nextStep({ ...situation, variables: 0 })).toBe('columns')
    expect(nextStep({ ...situation, treatment: false, outcome: false })).toBe('treatment')
    expect(nextStep({ ...situation, outcome: false })).toBe('outcome')
    expect(nextStep({ ...situation, verdict: 'problem', data: 'none' })).toBe('problem')
    expect(nextStep({ ...situation, data: 'none', rung: 'see' })).toBe('no-data')
    expect(nextStep({ ...situation, verdict: 'no-effect', data: 'none', unconfirmed: 1 })).toBe('confirm')
    expect(nextStep({ ...situation, rung: 'see', unconfirmed: 3 })).toBe('rung-do')
    expect(nextStep({ ...situation, rung: 'see', guessing: true })).toBe('guess')
    expect(nextStep({ ...situation, unconfirmed: 3 })).toBe('confirm')
    expect(nextStep({ ...situation, story: true, unconfirmed: 3 })).toBe('yours')
    expect(nextStep(situation)).toBeNull()
  })
})

describe('verdict', () => {
  const found: LiveAnswer = {
    identification: {
      identifiable: true,
      method: 'adjustment',
      estimand: { kind: 'probability', of: [], given: [], do: [] },
      derivation: [],
    },
    sets: [[variableId('Z')]],
    moreSets: false,
    adjustment: [variableId('Z')],
    adjustmentIsValid: true,
    variableRoles: {},
    edgeRoles: {},
    edgeRolesUnadjusted: {},
    blockers: [],
    openPath: 'X ← Z → Y',
    openPaths: 'one',
  }
  const variable = (name: string) => ({ id: variableId(name), name })
  const read = (verdict: Standing['verdict'], answer: Partial<LiveAnswer> = {}) => ({
    answer: { ...found, ...answer },
    adjustment: answer.adjustment ?? found.adjustment ?? [],
    name: (id: string) => id,
    instruments: [{ variable: variableId('W'), given: [[]] }],
    standing: { ...complete, verdict },
    treatment: variable('X'),
    outcome: variable('Y'),
    query: {
      id: 'q',
      adjustment: 'first' as const,
      question: {
        kind: 'effect' as const,
        effect: 'total' as const,
        treatments: [],
        outcomes: [],
        population: 'everyone' as const,
        must: [],
        forbidden: [],
      },
    },
  })

  it('tells an unfit set from a question that adjustment cannot answer', () => {
    const witness = { variables: [], edges: [] }
    expect(verdictOf(true, found, 0, 0)).toBe('identified')
    expect(verdictOf(true, { ...found, adjustmentIsValid: false }, 0, 0)).toBe('invalid-set')
    const no = { identifiable: false as const, method: 'adjustment', explanation: 'because', witness }
    expect(
      verdictOf(true, { ...found, identification: no, adjustment: null, adjustmentIsValid: false }, 0, 0),
    ).toBe('not-by-adjustment')
    expect(verdictOf(true, null, 1, 0)).toBe('problem')
    expect(verdictOf(false, found, 0, 0)).toBe('none')
  })
  const { identification: byAdjustment } = found
  if (!byAdjustment.identifiable) throw new Error('the example is identifiable')
  const throughTar = { ...byAdjustment, method: 'front-door', mediators: [variableId('M')] }
  const napkin = { ...byAdjustment, method: 'do-calculus', form: 'napkin' as const }
  it('tells the ways beyond adjustment apart', () => {
    const beyond = { adjustment: null, adjustmentIsValid: false, sets: [] }
    expect(verdictOf(true, { ...found, ...beyond, identification: throughTar }, 0, 0)).toBe('front-door')
    expect(verdictOf(true, { ...found, ...beyond, identification: napkin }, 0, 0)).toBe('do-calculus')
    const hedge = { outer: ['X', 'Y'].map(variableId), inner: [variableId('Y')] }
    const no = {
      identifiable: false as const,
      method: 'do-calculus',
      explanation: 'because',
      witness: { variables: [], edges: [] },
      hedge,
    }
    expect(verdictOf(true, { ...found, ...beyond, identification: no }, 0, 0)).toBe('not-identifiable')
    expect(verdictOf(true, { ...found, ...beyond, identification: no }, 0, 1)).toBe('instrument')
  })
  it('keeps the word on a set of one’s own that does not do, where another way would', () => {
    const own = { ...found, identification: throughTar, adjustmentIsValid: false }
    expect(verdictOf(true, own, 0, 0)).toBe('invalid-set')
  })
  it('is said first, in names', () => {
    expect(verdictTitle(read('identified'))).toBe('Identified by adjustment for Z')
    expect(verdictTitle(read('identified', { adjustment: [] }))).toBe('Identified: nothing needs adjusting')
    expect(verdictTitle(read('no-effect'))).toBe('Your graph says X cannot affect Y')
    expect(verdictTitle(read('not-by-adjustment'))).toBe('Not by adjustment')
    expect(verdictTitle(read('not-identifiable'))).toBe('Not identifiable from this graph')
    expect(verdictTitle(read('instrument'))).toBe('By an instrument, W, under a further assumption')
    expect(verdictTitle(read('front-door', { identification: throughTar }))).toBe(
      'Identified by the front-door, through M',
    )
    expect(verdictTitle(read('do-calculus', { identification: napkin }))).toBe(
      'Identified by do-calculus (the napkin)',
    )
  })
  it('names an open path and what closes it', () => {
    expect(pathSentence(read('identified'))).toBe(
      'One open biasing path: X ← Z → Y. Averaging within Z closes it.',
    )
    expect(pathSentence(read('identified', { openPath: null, openPaths: 'none' }))).toMatch(
      /^No biasing path is open/,
    )
  })
})

describe('assumptions', () => {
  const grounds = {
    verdict: 'identified' as const,
    treatment: 'X',
    outcome: 'Y',
    adjustment: ['A', 'B'],
    mediators: [],
    instrument: null,
    missing: null,
  }
  const ids = (change: Partial<Parameters<typeof assumptionsOf>[0]>) =>
    assumptionsOf({ ...grounds, ...change }).map(({ id }) => id)
  it('rest on the set that is adjusted for', () => {
    const [first] = assumptionsOf(grounds)
    expect(first.statement).toBe('No hidden common cause of X and Y besides A and B.')
  })
  it('shrink to one when the graph rules the effect out', () => {
    expect(ids({ verdict: 'no-effect' })).toEqual(['no-path'])
  })
  it('are those of the way that the answer takes', () => {
    expect(ids({ verdict: 'front-door', mediators: ['M'] })).toEqual([
      'full-mediation',
      'no-hidden-cause',
      'positivity',
      'consistency',
    ])
    expect(ids({ verdict: 'do-calculus' })).toEqual(['complete-graph', 'positivity', 'consistency'])
    expect(ids({ verdict: 'instrument', instrument: 'Z' })).toEqual([
      'exclusion',
      'relevance',
      'same-effect',
      'consistency',
    ])
  })
})

describe('what would help', () => {
  const words = (remedy: Parameters<typeof remedyWords>[0]) =>
    remedyWords(remedy, (id) => id, variableId('X'))
  const [x, y, z, u] = ['X', 'Y', 'Z', 'U'].map(variableId)
  it('is said with what it would bring', () => {
    expect(words({ kind: 'measure', variables: [u], becomes: 'adjustment' })).toEqual({
      what: 'Measure U',
      becomes: 'then identified by adjustment',
      variant: 'U measured',
    })
    const tie = edgeId(bidirected(x, y))
    expect(words({ kind: 'measure', variables: [x, y], edge: tie, becomes: 'adjustment' }).what).toBe(
      'Measure the hidden cause of X and Y',
    )
    expect(words({ kind: 'assume-none', variables: [x, y], edge: tie, becomes: 'adjustment' }).becomes).toBe(
      'then identified by adjustment, only if that is true',
    )
  })
  it('tells a trial of the cause from one of another variable', () => {
    const trial = (variable: typeof x) =>
      words({ kind: 'randomise', variables: [variable], becomes: 'experiment' }).becomes
    expect(trial(x)).toBe('then identified by design')
    expect(trial(z)).toMatch(/beside these/)
  })
})

describe('the part that makes an instrument', () => {
  it('is its way to the cause and on to the outcome, with what it is conditioned on', () => {
    const graph = draw('W -> Z -> M -> X -> Y, X <-> Y, W -> Y, A -> B')
    const part = instrumentPart(graph, variableId('Z'), [variableId('W')], variableId('X'), variableId('Y'))
    expect(part.variables.toSorted()).toEqual(['M', 'W', 'X', 'Y', 'Z'])
    expect(part.edges).not.toContain('A -> B')
    expect(part.edges).toContain('Z -> M')
  })
})

it('compares sets whatever their order', () => {
  expect(sameSet(['a', 'b'], ['b', 'a'])).toBe(true)
  expect(sameSet(['a'], ['a', 'b'])).toBe(false)
})

describe('formula parts', () => {
  const [x, y, ...z] = ['X', 'Y', 'A', 'B', 'C', 'D'].map(variableId)
  const graph = graphFromNames(['X', 'Y', 'A', 'B', 'C', 'D'], [])
  const partsFor = (set: typeof z) => {
    const right = sumOver(set, product([probability([y], [x, ...set]), probability(set)]))
    const left = probability([y], [], [x])
    const printer = createPrinter(graph, [left, right])
    return {
      parts: formulaParts(printer, left, right),
      whole: `${printer.latex(left)} =${printer.latex(right)}`,
    }
  }
  it('keep a short sum together', () => {
    expect(partsFor(z.slice(0, 3)).parts).toHaveLength(2)
  })
  it('break a wide one between its factors and lose nothing', () => {
    const { parts, whole } = partsFor(z)
    expect(parts).toHaveLength(4)
    expect(parts[1]).toMatch(/^\\sum/)
    const bare = (text: string) => text.replaceAll(/\\,|\s/g, '')
    expect(bare(parts.join(''))).toBe(bare(whole))
  })
})
