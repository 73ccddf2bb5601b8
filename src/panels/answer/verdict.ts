import type { VariableId } from '../../engine/graph/graph'
import type { LiveAnswer } from '../../engine/identify/answer'
import { answerText } from '../../text/answer'
import type { Verdict } from './steps'
import type { Situation } from './use-situation'

const text = answerText.identified

/** What the graph says, as one word. An effect that the graph rules out is 0 whatever is adjusted for. */
export function verdictOf(
  asked: boolean,
  answer: LiveAnswer | null,
  problems: number,
  instruments: number,
): Verdict {
  if (!asked) return 'none'
  if (problems > 0) return 'problem'
  if (!answer) return 'none'
  const { identification } = answer
  if (!identification.identifiable) {
    if (!identification.hedge) return 'not-by-adjustment'
    return instruments > 0 ? 'instrument' : 'not-identifiable'
  }
  if (identification.derivation.some((step) => step.rule === 'no-causal-path')) return 'no-effect'
  if (answer.adjustment !== null && !answer.adjustmentIsValid) return 'invalid-set'
  if (identification.method === 'front-door' || identification.method === 'do-calculus')
    return identification.method
  return 'identified'
}

type Read = Pick<
  Situation,
  'answer' | 'adjustment' | 'name' | 'standing' | 'treatment' | 'outcome' | 'query' | 'instruments'
>

/** The mediators that carry the whole effect, by name. */
export const mediatorsOf = (answer: LiveAnswer | null, name: (id: VariableId) => string): string[] =>
  answer?.identification.identifiable ? (answer.identification.mediators ?? []).map(name) : []

/** The verdict in one line. */
export function verdictTitle(at: Read): string {
  const names = at.adjustment.map(at.name)
  const [treatment, outcome] = [at.treatment?.name ?? '', at.outcome?.name ?? '']
  switch (at.standing.verdict) {
    case 'identified':
      return names.length > 0 ? text.yesAdjusting(names) : text.yesNothing
    case 'front-door':
      return text.byFrontDoor(mediatorsOf(at.answer, at.name))
    case 'do-calculus': {
      const found = at.answer?.identification
      return found?.identifiable && found.form ? text.byKnownForm[found.form] : text.byDoCalculus
    }
    case 'instrument':
      return text.byInstrument(at.instruments.map(({ variable }) => at.name(variable)))
    case 'not-identifiable':
      return text.notIdentifiable
    case 'no-effect':
      return at.query.question.effect === 'direct'
        ? text.noDirectEffect(treatment, outcome)
        : text.noEffect(treatment, outcome)
    case 'invalid-set':
      return text.invalid(names)
    case 'not-by-adjustment':
      return text.notByAdjustment
    case 'problem':
      return text.problem
    case 'none':
      return text.waiting
  }
}

/** Which biasing paths are open before adjustment, and what closes them. */
export function pathSentence(at: Read): string {
  const { answer } = at
  if (!answer) return ''
  if (answer.openPaths === 'none' || !answer.openPath) return text.noOpenPath
  const names = at.adjustment.map(at.name)
  const several = answer.openPaths === 'several'
  const path = several ? text.openPaths(answer.openPath) : text.openPath(answer.openPath)
  if (at.standing.verdict === 'front-door') return `${path} ${text.carries(mediatorsOf(at.answer, at.name))}`
  if (at.standing.verdict === 'do-calculus') return `${path} ${text.combined}`
  if (names.length === 0) return path
  return `${path} ${several ? text.closesAll(names) : text.closes(names)}`
}
