import { useMemo, useState } from 'react'
import { activeQuery } from '../document/project'
import type { CausalGraph, VariableId } from '../engine/graph/graph'
import { useSeeDo } from '../stores/answers'
import { usePresent } from '../stores/project'
import { drawnRung, useView } from '../stores/view'
import { nodeFacts, type NodeFacts } from './node-facts'

export const noFacts: ReadonlyMap<VariableId, NodeFacts> = new Map()

/** What the data say inside the nodes; while a new answer is under way the nodes keep what they said. */
export function useNodeFacts(
  graph: CausalGraph,
  doSide: 'open' | 'covered',
): ReadonlyMap<VariableId, NodeFacts> {
  const { value, stale } = useSeeDo()
  const { question } = activeQuery(usePresent())
  const rung = useView((state) => drawnRung(state.rung))
  const fresh = useMemo(
    () => (value ? nodeFacts(value, question, graph, rung, doSide) : noFacts),
    [value, question, graph, rung, doSide],
  )
  const [kept, keep] = useState(fresh)
  if (!stale && kept !== fresh) keep(fresh)
  return stale ? kept : fresh
}
