import { useView, type Narrowing, type NarrowingScope } from '../../stores/view'

export const plainNarrowing: Narrowing = {
  scope: 'all',
  of: [],
  steps: 1,
  roles: [],
  others: 'faded',
}

/** Narrows the view to what belongs to the selection, or to the question, and fits it; the graph stays as it is. */
export function narrowTo(scope: NarrowingScope) {
  const { narrowing, selection, setNarrowing, askCanvas } = useView.getState()
  const before = narrowing ?? plainNarrowing
  const ofSelection = scope !== 'all' && scope !== 'paths'
  const of = !ofSelection ? [] : selection.variables.length > 0 ? selection.variables : before.of
  setNarrowing({ ...before, scope, of })
  askCanvas('fit')
}
