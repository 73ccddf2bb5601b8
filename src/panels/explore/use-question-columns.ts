import { activeQuery } from '../../document/project'
import { nameOf } from '../../engine/graph/graph'
import { usePresent, useShownGraph } from '../../stores/project'

/** Names of the question's treatment and outcome; null where it has none. */
export function useQuestionColumns(): { readonly x: string | null; readonly y: string | null } {
  const { question } = activeQuery(usePresent())
  const { graph } = useShownGraph()
  const name = (id: Parameters<typeof nameOf>[1] | undefined) =>
    id !== undefined && graph.variables.some((variable) => variable.id === id) ? nameOf(graph, id) : null
  return { x: name(question.treatments[0]?.variable), y: name(question.outcomes[0]) }
}
