import type { CausalGraph, VariableId } from '../engine/graph/graph'
import type { NodeFacts } from './node-facts'

const none: ReadonlyMap<VariableId, NodeFacts> = new Map()

export function useNodeFacts(_graph: CausalGraph): ReadonlyMap<VariableId, NodeFacts> {
  return none
}
