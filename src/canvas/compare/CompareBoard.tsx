import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  Handle,
  Position,
  ReactFlow,
  useReactFlow,
  useStore,
  type NodeProps,
} from '@xyflow/react'
import { memo, useCallback, useEffect, useMemo, useState } from 'react'
import { pairKey, useComparing } from '../../stores/comparing'
import { useComparison, type Comparison } from '../../stores/comparison'
import { compareText as text } from '../../text/compare'
import { LayerTabs } from '../LayerTabs'
import { useMeasure } from '../measure-text'
import { ZoomControl } from '../ZoomControl'
import canvas from '../Canvas.module.css'
import controls from '../Controls.module.css'
import styles from './Compare.module.css'
import { CompareEdge } from './CompareEdge'
import { compareFlow, type CompareFlowEdge, type CompareFlowNode } from './compare-flow'
import { CompareLegend } from './CompareLegend'

const CompareNode = memo(function CompareNode({ data }: NodeProps<CompareFlowNode>) {
  return (
    <div className={styles.node} data-where={data.where} data-density={data.density}>
      <span className={styles.name}>{data.label}</span>
      {data.tag ? <span className={styles.tag}>{data.tag}</span> : null}
      {/* Without a handle the drawing library draws no edge to a node. */}
      <Handle id="whole" type="source" position={Position.Right} className={styles.anchor} />
    </div>
  )
})

const nodeTypes = { compared: CompareNode }
const edgeTypes = { compared: CompareEdge }
/** Beyond this many nodes those out of sight are not kept in the page. */
const ALL_RENDERED = 300

/** Two graphs laid over each other: what they share, what one of them says alone, and what they dispute. */
export function CompareBoard() {
  const comparison = useComparison()
  return comparison ? <Board comparison={comparison} /> : null
}

/** Fits both graphs above the legend, again whenever the occasion or the room changes. */
function useFit(occasion: string, legendHeight: number) {
  const { fitView } = useReactFlow()
  const room = useStore((state) => `${state.width}x${state.height}`)
  const fit = useCallback(() => {
    const bottom = `${legendHeight + 32}px` as const
    void fitView({ maxZoom: 1, padding: { top: '72px', bottom, left: '28px', right: '28px' } })
  }, [fitView, legendHeight])
  useEffect(fit, [fit, occasion, room])
  return fit
}

function Board({ comparison }: { comparison: Comparison }) {
  const { left, right, compared } = comparison
  const hidden = useComparing((state) => state.hidden)
  const chosen = useComparing((state) => state.chosen)
  const choose = useComparing((state) => state.choose)
  const measure = useMeasure()
  const { nodes, edges } = useMemo(
    () => compareFlow(comparison, { hidden, chosen }, measure),
    [comparison, hidden, chosen, measure],
  )
  const [legendHeight, setLegendHeight] = useState(0)
  const fit = useFit(`${left.id} ${right.id}`, legendHeight)
  const pairOf = useCallback(
    (edgeId: string) => compared.pairs.find(({ pair }) => edgeId.startsWith(`${pairKey(pair)}\n`)),
    [compared],
  )
  const differing = compared.pairs.length - compared.counts.same
  return (
    <>
      <div
        className={canvas.canvas}
        role="region"
        aria-label={text.canvas(left.name, right.name)}
        data-comparing="true"
      >
        <p className={canvas.spoken}>{text.summary(differing, compared.pairs.length)}</p>
        <div className={canvas.flow} role="application" aria-label={text.canvas(left.name, right.name)}>
          <ReactFlow<CompareFlowNode, CompareFlowEdge>
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            connectionMode={ConnectionMode.Loose}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            onEdgesChange={(changes) => {
              const found = changes.find((change) => change.type === 'select' && change.selected)
              const pair = found && 'id' in found ? pairOf(found.id) : undefined
              if (pair) choose(pairKey(pair.pair))
            }}
            onPaneClick={() => choose(null)}
            deleteKeyCode={null}
            zoomOnDoubleClick={false}
            minZoom={0.05}
            maxZoom={2.5}
            onlyRenderVisibleElements={nodes.length > ALL_RENDERED}
            proOptions={{ hideAttribution: true }}
          >
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--canvas-dot)" />
          </ReactFlow>
        </div>
        <div className={controls.top}>
          <LayerTabs />
          <div className={controls.topRight}>
            <ZoomControl onFit={fit} />
          </div>
        </div>
      </div>
      <CompareLegend compared={compared} onHeight={setLegendHeight} />
    </>
  )
}
