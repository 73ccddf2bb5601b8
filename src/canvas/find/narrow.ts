import type { CausalGraph } from '../../engine/graph/graph'
import { shownEntry, useProject } from '../../stores/project'
import { useView, type Narrowing, type NarrowingScope } from '../../stores/view'

/** Edges beyond which even faded ones hide what is looked at. */
const MOST_FADED = 300

/** What a view is narrowed to before anything is chosen. */
export const plainNarrowing = ({ edges }: Pick<CausalGraph, 'edges'>): Narrowing => ({
  scope: 'all',
  of: [],
  steps: 1,
  roles: [],
  others: edges.length > MOST_FADED ? 'hidden' : 'faded',
})

/** Narrows the view to what belongs to the selection, or to the question, and fits it; the graph stays as it is. */
export function narrowTo(scope: NarrowingScope) {
  const { narrowing, selection, setNarrowing, askCanvas } = useView.getState()
  const before = narrowing ?? plainNarrowing(shownEntry(useProject.getState().history.present).graph)
  const ofSelection = scope !== 'all' && scope !== 'paths'
  const of = !ofSelection ? [] : selection.variables.length > 0 ? selection.variables : before.of
  setNarrowing({ ...before, scope, of })
  askCanvas('fit')
}
