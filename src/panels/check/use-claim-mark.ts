import type { VariableId } from '../../engine/graph/graph'
import { keepClaim, useChecking } from '../../stores/checking'
import { useView } from '../../stores/view'

/** Pointing at a claim marks its variables on the canvas; pressing it keeps them marked. */
export function useClaimMark(key: string, variables: readonly VariableId[]) {
  const kept = useChecking((state) => state.kept?.key === key)
  const leave = () => useView.getState().highlight(useChecking.getState().kept?.variables ?? [])
  const point = () => useView.getState().highlight(variables)
  return {
    kept,
    handlers: {
      'aria-pressed': kept,
      onClick: () => {
        keepClaim(kept ? null : { key, variables })
        point()
      },
      onMouseEnter: point,
      onMouseLeave: leave,
      onFocus: point,
      onBlur: leave,
    },
  }
}
