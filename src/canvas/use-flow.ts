import { useMemo, useState } from 'react'
import { activeQuery, type GraphEntry } from '../document/project'
import { againstTiers } from '../engine/discover/knowledge/tiers'
import { useAnswer } from '../stores/answers'
import { usePresent } from '../stores/project'
import { drawnRung, useView } from '../stores/view'
import type { Spot } from './geometry'
import { useMeasure } from './measure-text'
import { shownBy } from './narrowing'
import { litParts } from './spotlight/lit-parts'
import { createToFlow, type Flow, type VariableFlowNode } from './to-flow'
import { noFacts, useNodeFacts } from './use-node-facts'

const nothing: ReadonlySet<string> = new Set()

/** The drawing of the graph on the canvas, following project, answer and view. */
export function useFlow(entry: GraphEntry, doSide: 'open' | 'covered'): Flow {
  const project = usePresent()
  const query = activeQuery(project)
  const found = useAnswer().answer
  const rung = useView((state) => drawnRung(state.rung))
  const selection = useView((state) => state.selection)
  const highlighted = useView((state) => state.highlighted)
  const refused = useView((state) => state.refusedCycle)
  const hideBelow = useView((state) => state.hideBelow)
  const narrowing = useView((state) => state.narrowing)
  const spoken = useView((state) => state.spotlight)
  const live = useNodeFacts(entry.graph, doSide)
  const measure = useMeasure()
  const [draw] = useState(createToFlow)
  // A discovery shows what the data say of each edge; roles and bars belong to the model that is asked.
  const discovered = entry.origin === 'discovered'
  const answer = discovered ? null : found
  const facts = discovered ? noFacts : live
  const mine = discovered ? project.graphs[0].graph : null
  const narrowed = useMemo(() => {
    const shown = shownBy(entry.graph, narrowing, {
      exposures: query.question.treatments.map((contrast) => contrast.variable),
      outcomes: query.question.outcomes,
      roles: answer?.variableRoles ?? null,
    })
    return shown && narrowing ? { shown, others: narrowing.others } : null
  }, [entry.graph, narrowing, query.question, answer])
  const against = useMemo(
    () =>
      entry.lanes
        ? new Set<string>(againstTiers(entry.graph, project.knowledge).against.map(({ edge }) => edge))
        : nothing,
    [entry.lanes, entry.graph, project.knowledge],
  )
  const spotlight = useMemo(() => spoken && litParts(entry.graph, spoken), [spoken, entry.graph])
  return useMemo(
    () =>
      draw({
        entry,
        mine,
        question: query.question,
        answer,
        adjustment: query.adjustment === 'first' ? 'first' : 'chosen',
        rung,
        selection,
        highlighted,
        refused,
        facts,
        hideBelow,
        against,
        narrowed,
        spotlight,
        measure,
      }),
    [
      draw,
      entry,
      mine,
      query,
      answer,
      rung,
      selection,
      highlighted,
      refused,
      facts,
      hideBelow,
      against,
      narrowed,
      spotlight,
      measure,
    ],
  )
}

/** Places that are not in the document yet: a drag under way, or an arrangement gliding in. */
export type Moving = ReadonlyMap<string, Spot>

function createMove() {
  const before = new Map<string, VariableFlowNode>()
  return (nodes: VariableFlowNode[], moving: Moving | null): VariableFlowNode[] => {
    if (!moving) {
      before.clear()
      return nodes
    }
    return nodes.map((node) => {
      const position = moving.get(node.id)
      if (!position) return node
      const old = before.get(node.id)
      if (old && old.position === position && old.data === node.data && old.selected === node.selected)
        return old
      const next = { ...node, position }
      before.set(node.id, next)
      return next
    })
  }
}

/** The nodes with those that move at their momentary places; resting nodes stay the same objects. */
export function useMovingNodes(nodes: VariableFlowNode[], moving: Moving | null): VariableFlowNode[] {
  const [move] = useState(createMove)
  return useMemo(() => move(nodes, moving), [move, nodes, moving])
}
