import type { LiveAnswer } from '../../engine/identify/answer'
import { answerText } from '../../text/answer'
import type { Standing } from './steps'
import type { Situation } from './use-situation'

const text = answerText.identified

/** What the graph says, as one word. An effect that the graph rules out is 0 whatever is adjusted for. */
export function verdictOf(asked: boolean, answer: LiveAnswer | null, problems: number): Standing['verdict'] {
  if (!asked) return 'none'
  if (problems > 0) return 'problem'
  if (!answer) return 'none'
  const { identification } = answer
  if (!identification.identifiable) return 'not-by-adjustment'
  if (identification.derivation.some((step) => step.rule === 'no-causal-path')) return 'no-effect'
  return answer.adjustment !== null && !answer.adjustmentIsValid ? 'invalid-set' : 'identified'
}

type Read = Pick<Situation, 'answer' | 'adjustment' | 'name' | 'standing' | 'treatment' | 'outcome' | 'query'>

/** The verdict in one line. "No" is a result of this method, never a claim that nothing could answer. */
export function verdictTitle(at: Read): string {
  const names = at.adjustment.map(at.name)
  const [treatment, outcome] = [at.treatment?.name ?? '', at.outcome?.name ?? '']
  switch (at.standing.verdict) {
    case 'identified':
      return names.length > 0 ? text.yesAdjusting(names) : text.yesNothing
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
  if (names.length === 0) return path
  return `${path} ${several ? text.closesAll(names) : text.closes(names)}`
}
