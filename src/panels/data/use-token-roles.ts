import { useMemo } from 'react'
import { activeQuery } from '../../document/project'
import type { VariableId } from '../../engine/graph/graph'
import { useAnswer } from '../../stores/answers'
import { usePresent } from '../../stores/project'
import type { TokenRole } from '../../widgets/VariableToken'

/** The glyph of each variable: what it is in the question and in the set adjusted for; the rest are measured. */
export function useTokenRoles(): (id: VariableId) => TokenRole {
  const { question } = activeQuery(usePresent())
  const { answer } = useAnswer()
  return useMemo(() => {
    const adjusted = new Set(answer?.adjustment ?? [])
    return (id) => {
      if (question.treatments.some((contrast) => contrast.variable === id)) return 'exposure'
      if (question.outcomes.includes(id)) return 'outcome'
      return adjusted.has(id) ? 'adjusted' : 'measured'
    }
  }, [question, answer])
}
