import type {
  Implication,
  ImplicationReport,
  ImplicationTest,
  Mend,
} from '../../engine/estimate/implications/report'
import {
  bidirected,
  directed,
  nameOf,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../../engine/graph/graph'
import type { PValueCorrection } from '../../engine/stats/adjusted-p-values'
import { checkText as text } from '../../text/check'
import { count, probability } from '../../widgets/numbers'
import { claimWords } from './claim-words'

export const variablesOf = (implication: Implication): VariableId[] =>
  implication.kind === 'independence'
    ? [implication.a, implication.b, ...implication.given]
    : [...implication.left, ...implication.right]

/** A claim for the eye and for the ear. */
export function implicationWords(graph: CausalGraph, implication: Implication) {
  if (implication.kind === 'independence') return claimWords(graph, implication)
  const names = ([a, b]: readonly [VariableId, VariableId]) => [nameOf(graph, a), nameOf(graph, b)] as const
  const shown = text.tetrad(names(implication.left), names(implication.right))
  return { shown, spoken: shown }
}

/** "< .001", "= .041", "> .99". */
export const pText = (p: number): string => {
  if (p < 0.001) return '< .001'
  return p > 0.99 ? '> .99' : `= ${probability(p, p < 0.1 ? 3 : 2)}`
}

/** ".31", "−.02", and ".00" for what rounds to nothing. */
export const sizeText = (value: number, digits: number): string =>
  probability(Number(value.toFixed(digits)) === 0 ? 0 : value, digits)

/** "partial correlation .31 (.27 to .35)"; two digits, three where the number is small. */
export function effectWords({
  effect,
  implication,
}: Pick<ImplicationTest, 'effect' | 'implication'>): string {
  const [low, high] = effect.interval
  const digits = Math.max(Math.abs(low), Math.abs(high)) < 0.01 ? 3 : 2
  const bare =
    effect.measure === 'partial-correlation' &&
    implication.kind === 'independence' &&
    implication.given.length === 0
  const measure = bare ? text.correlation : text.measures[effect.measure]
  const [value, from, to] = [effect.value, low, high].map((number) => sizeText(number, digits))
  return text.effect(measure, value, from, to)
}

export const contradictionWords = (test: ImplicationTest, tests: number, correction: PValueCorrection) =>
  text.contradicts(effectWords(test), count(test.rows.used), tests, pText(test.adjustedP), correction)

/** The rows only where `rows` says that they differ from test to test. */
export const holdingWords = (
  test: ImplicationTest,
  { correction, rows }: { readonly correction: PValueCorrection; readonly rows: 'same' | 'differing' },
) =>
  text.holds(
    effectWords(test),
    rows === 'same' ? null : count(test.rows.used),
    pText(test.adjustedP),
    correction,
  )

/** Do all tests use as many rows? */
export const rowsOf = ({ tests }: Pick<ImplicationReport, 'tests'>): 'same' | 'differing' =>
  tests.every(({ rows }) => rows.used === tests[0].rows.used) ? 'same' : 'differing'

export const edgeOfMend = ({ kind, between: [a, b] }: Mend): Edge =>
  kind === 'edge' ? directed(a, b) : bidirected(a, b)

/** "2,000 rows", or "1,200 to 2,000 rows" where gaps differ from test to test. */
export function rowsWords({ tests }: Pick<ImplicationReport, 'tests'>): string | null {
  if (tests.length === 0) return null
  const used = tests.map(({ rows }) => rows.used)
  return text.rows(count(Math.min(...used)), count(Math.max(...used)))
}
