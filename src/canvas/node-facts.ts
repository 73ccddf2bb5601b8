import type { CovariateShift, SeeDo } from '../engine/estimate/see-do'
import { variableNamed, type CausalGraph, type VariableId } from '../engine/graph/graph'
import type { EffectQuestion } from '../engine/identify/question'
import { canvasText } from '../text/canvas'
import { count, plain, probability } from '../widgets/numbers'

/** A bar inside a node: name at left, value at right. */
export interface Bar {
  readonly name: string
  /** Length in [0, 1]. */
  readonly share: number
  readonly text: string
}

/** What a live node says of the data. */
export interface NodeFacts {
  /** What the bars are: "share healed", "350 + 350". */
  readonly caption: string
  /** At most two, the value that the question asks for first. */
  readonly bars: readonly Bar[]
}

const text = canvasText.facts
/** With more adjustment variables their bars would shrink the whole drawing; the table beside has them all. */
const MOST_COVARIATES = 4
const within = (share: number) => Math.min(1, Math.max(0, share))

/** One bar for each arm, in the given order; means are drawn against the largest of them. */
function armBars(
  names: readonly string[],
  values: readonly number[],
  scale: 'probability' | 'mean',
  digits: number,
): Bar[] {
  const largest = Math.max(...values.map(Math.abs))
  return values.map((value, i) => ({
    name: names[i],
    share: within(scale === 'probability' ? value : largest > 0 ? value / largest : 0),
    text: scale === 'probability' ? probability(value, digits) : plain(value),
  }))
}

/** The level of an adjustment variable that is worth a bar: 1 of 0 and 1, the first of two, else the one that shifts most. */
function toldLevel(levels: Extract<CovariateShift, { form: 'shares' }>['levels']) {
  if (levels.length === 2) return levels.find(({ label }) => label === 1 || label === '1') ?? levels[0]
  const shift = ({ seen }: (typeof levels)[number]) => Math.abs(seen[0] - seen[1])
  return levels.reduce((most, level) => (shift(level) > shift(most) ? level : most))
}

function covariateFacts(shift: CovariateShift, names: readonly string[], rung: 'see' | 'do'): NodeFacts {
  const told = shift.form === 'shares' ? toldLevel(shift.levels) : shift
  // do() leaves everyone as they are, whichever value is set.
  const values = rung === 'do' ? [told.everyone, told.everyone] : [told.seen[1], told.seen[0]]
  return shift.form === 'shares' && 'label' in told
    ? { caption: text.share(told.label), bars: armBars(names, values, 'probability', 2) }
    : { caption: text.mean, bars: armBars(names, values, 'mean', 2) }
}

/**
 * What the data say inside the nodes: the outcome in both arms, how many got which treatment, and how the
 * adjustment variables differ between the arms (See) or do not (Do). While the Do side is covered, to be
 * guessed first, or is not answered, the outcome under do() keeps its numbers back.
 */
export function nodeFacts(
  seeDo: SeeDo,
  question: EffectQuestion,
  graph: CausalGraph,
  rung: 'see' | 'do',
  doSide: 'open' | 'covered' = 'open',
): ReadonlyMap<VariableId, NodeFacts> {
  const facts = new Map<VariableId, NodeFacts>()
  const [from, to] = seeDo.arms
  const names = [String(to.label), String(from.label)]
  const treatment = question.treatments[0]?.variable
  const outcome = question.outcomes[0]
  const total = from.rows + to.rows
  if (treatment && (rung === 'do' || total > 0)) {
    facts.set(treatment, {
      caption: total > 0 ? text.rows(count(to.rows), count(from.rows)) : '',
      bars: total > 0 ? armBars(names, [to.rows / total, from.rows / total], 'probability', 2) : [],
    })
  }
  if (outcome) {
    const caption = seeDo.scale === 'probability' ? text.share(seeDo.event ?? 1) : text.mean
    const values = [to[rung], from[rung]].filter((value) => value !== null)
    const told = values.length === 2 && (rung === 'see' || doSide === 'open')
    const kept = names.map((name) => ({ name, share: 0, text: text.covered }))
    facts.set(outcome, { caption, bars: told ? armBars(names, values, seeDo.scale, 3) : kept })
  }
  if (seeDo.covariates.length > MOST_COVARIATES) return facts
  for (const shift of seeDo.covariates) {
    const variable = variableNamed(graph, shift.name)
    if (variable) facts.set(variable.id, covariateFacts(shift, names, rung))
  }
  return facts
}
