import { ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import type { GraphEntry } from '../../document/project'
import { knowledgeText as text } from '../../text/knowledge'
import { pValueWords } from '../../widgets/numbers'
import { rectOf, type VariableFlowNode } from '../to-flow'
import { NodeMark } from './NodeMark'

/** Marks the variables whose mechanism a search found to differ between places or times. */
export function ChangeMarks({ entry, nodes }: { entry: GraphEntry; nodes: readonly VariableFlowNode[] }) {
  const changing = useMemo(
    () => new Map((entry.provenance?.changingMechanisms ?? []).map((one) => [one.name, one.pValue])),
    [entry.provenance],
  )
  return (
    <ViewportPortal>
      {nodes.flatMap((node) => {
        const p = changing.get(node.data.name)
        return p === undefined
          ? []
          : [
              <NodeMark
                key={node.id}
                rect={rectOf(node)}
                side="after"
                title={text.changesHelp(node.data.name, pValueWords(p))}
                kind="changes"
              >
                {text.changes}
              </NodeMark>,
            ]
      })}
    </ViewportPortal>
  )
}
