import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  ReactFlow,
  useReactFlow,
  type NodeChange,
  type OnConnectEnd,
} from '@xyflow/react'
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type MouseEvent,
} from 'react'
import { addVariable, moveVariables } from '../document/commands/graph-commands'
import { activeQuery } from '../document/project'
import type { EdgeId, VariableId } from '../engine/graph/graph'
import { runCommand, usePresent, useShownGraph } from '../stores/project'
import { drawnRung, useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { CanvasContext } from './canvas-context'
import { CausalEdge } from './CausalEdge'
import { usePreviewed } from './check/use-previewed'
import { allowColumn, dropColumn } from './column-drop'
import { ConnectionLine } from './ConnectionLine'
import { edit, mayEdit, shownGraph } from './edit'
import { EmptyCanvas } from './EmptyCanvas'
import { freeSpot } from './free-spot'
import { variableAt } from './focus'
import { movesOf, selectionAfter } from './from-flow'
import type { Spot } from './geometry'
import { hedgeArea } from './hedge/hedge-area'
import { useHedge } from './hedge/use-hedge'
import { laneArea } from './lanes/lane-area'
import { LayerTabs } from './LayerTabs'
import {
  noteMoves,
  NoteNode,
  noteOfNode,
  selectedNodes,
  useNoteNodes,
  writeNoteAt,
  type CanvasNode,
} from './note-nodes'
import { DENSE_FROM } from './node-size'
import { Palette } from './Palette'
import { SupportSlider } from './SupportSlider'
import type { CausalFlowEdge } from './to-flow'
import { usePressMenu } from './touch/use-press-menu'
import { useAnnouncer } from './use-announcer'
import { useArrange } from './use-arrange'
import { FARTHEST, useAutoFit } from './use-auto-fit'
import { useBentEdges } from './use-bent-edges'
import { useCanvasKeys } from './use-canvas-keys'
import { isKnowledge, link, linkOfTool, putToolDown, useConnecting } from './use-connecting'
import { useFlow, useMovingNodes, type Moving } from './use-flow'
import { useLive } from './use-live'
import { useReveal } from './use-reveal'
import { VariableNode } from './VariableNode'
import { selectAll } from './variable-actions'
import { ZoomControl } from './ZoomControl'
import controls from './Controls.module.css'
import styles from './Canvas.module.css'

const Overview = lazy(() => import('./overview/Overview').then((module) => ({ default: module.Overview })))

const ViewTools = lazy(() => import('./find/ViewTools').then((module) => ({ default: module.ViewTools })))
const ViewState = lazy(() => import('./find/ViewTools').then((module) => ({ default: module.ViewState })))

const LaneLayer = lazy(() => import('./lanes/LaneLayer').then((module) => ({ default: module.LaneLayer })))
const GroupHulls = lazy(() =>
  import('./groups/GroupHulls').then((module) => ({ default: module.GroupHulls })),
)
const HedgeLayer = lazy(() => import('./hedge/HedgeLayer').then((module) => ({ default: module.HedgeLayer })))
const CanvasCards = lazy(() => import('./CanvasCards').then((module) => ({ default: module.CanvasCards })))
const KnowledgeLayer = lazy(() =>
  import('./knowledge/KnowledgeLayer').then((module) => ({ default: module.KnowledgeLayer })),
)
const KnowledgeTools = lazy(() =>
  import('./knowledge/KnowledgeTools').then((module) => ({ default: module.KnowledgeTools })),
)
const ChangeMarks = lazy(() =>
  import('./knowledge/ChangeMarks').then((module) => ({ default: module.ChangeMarks })),
)
const CheckCanvas = lazy(() =>
  import('./check/CheckCanvas').then((module) => ({ default: module.CheckCanvas })),
)
const DrawingLayer = lazy(() =>
  import('./drawing/DrawingLayer').then((module) => ({ default: module.DrawingLayer })),
)

const nodeTypes = { variable: VariableNode, note: NoteNode }
const edgeTypes = { causal: CausalEdge }
const newSize = { width: 112, height: 40 }
const multiKeys = ['Shift', 'Meta', 'Control']

/** Adds a variable centred on a canvas point and opens its name. */
async function addAt(point: Spot, kind: 'measured' | 'latent') {
  const at = { x: Math.round(point.x - newSize.width / 2), y: Math.round(point.y - newSize.height / 2) }
  const added = shownGraph().lanes
    ? (await import('./lanes/drop-in-lanes')).addVariableInLane(at, newSize.width, kind)
    : edit(addVariable, kind === 'latent' ? { at, latent: true } : { at })
  if (!added) return
  const id = shownGraph().graph.variables.at(-1)!.id
  useView.getState().select({ variables: [id] })
  useView.getState().rename(id)
}

export function CanvasBoard({ doSide }: { doSide: 'open' | 'covered' }) {
  const root = useRef<HTMLDivElement>(null)
  const hovered = useRef<VariableId | null>(null)
  const project = usePresent()
  const drawnGraph = useShownGraph()
  const entry = usePreviewed(drawnGraph)
  const tool = useView((state) => state.tool)
  const rung = useView((state) => drawnRung(state.rung))
  const select = useView((state) => state.select)
  const checking = useView((state) => state.side === 'check')
  const knowing = useView((state) => state.side === 'discover' || isKnowledge(state.tool))
  const partial = useView((state) => state.finding || state.narrowing !== null)
  const [moving, setMoving] = useState<Moving | null>(null)
  const [message, say] = useAnnouncer()
  const flow = useFlow(entry, doSide)
  const nodes = useMovingNodes(flow.nodes, moving)
  const { hedge, drawn: hedgeDrawn } = useHedge(entry)
  const { screenToFlowPosition } = useReactFlow()
  const linking = useConnecting(nodes, say)
  const [focused, setFocused] = useState<VariableId | null>(null)
  const { detail, live, elements } = useLive(flow, nodes, [focused, linking.connecting?.from ?? null])
  useReveal(flow.nodes, detail)
  const notes = useNoteNodes(entry, moving)
  const drawn = useMemo<CanvasNode[]>(
    () => (notes.length === 0 ? elements.nodes : [...elements.nodes, ...notes]),
    [elements.nodes, notes],
  )
  const bentEdges = useBentEdges(elements.edges)
  const drop = useCallback(
    async (places: Moving) => {
      const entry = shownGraph()
      const to =
        movesOf(
          entry,
          [...places].flatMap(([id, position]) => (noteOfNode(id) === null ? [{ id, position }] : [])),
        ) ?? {}
      const notes = noteMoves(places)
      if (entry.lanes) (await import('./lanes/drop-in-lanes')).dropInLanes(to, notes, flow.nodes)
      else runCommand(moveVariables, { graphId: entry.id, to, notes, why: 'drag' })
      setMoving(null)
    },
    [flow.nodes],
  )
  usePressMenu(root)
  const mode = useCanvasKeys({ root, hovered, linking, say, show: setMoving, drop })

  const fit = useAutoFit(root, `${project.id} ${entry.id}`, flow.nodes, notes, [
    ...laneArea(entry, project.knowledge),
    ...hedgeArea(entry, hedge, flow.nodes),
  ])
  const fitSlowly = useCallback(
    () => fit(matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200),
    [fit],
  )
  // The places that were just committed are drawn with the next picture.
  const fitArranged = useCallback(() => requestAnimationFrame(fitSlowly), [fitSlowly])
  const arrange = useArrange(flow.nodes, setMoving, fitArranged)

  const request = useView((state) => state.canvasRequest)
  const answered = useRef(request?.serial)
  const addInMiddle = useCallback(() => {
    const box = root.current?.getBoundingClientRect()
    if (!box) return
    const middle = screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
    const taken = flow.nodes.map((node) => ({
      ...node.position,
      width: node.width ?? 0,
      height: node.height ?? 0,
    }))
    const corner = freeSpot(
      { x: middle.x - newSize.width / 2, y: middle.y - newSize.height / 2 },
      newSize,
      taken,
    )
    addAt({ x: corner.x + newSize.width / 2, y: corner.y + newSize.height / 2 }, 'measured')
  }, [flow.nodes, screenToFlowPosition])
  useEffect(() => {
    if (!request || request.serial === answered.current) return
    answered.current = request.serial
    if (request.kind === 'fit') fitSlowly()
    else if (request.kind === 'arrange') void arrange()
    else if (request.kind === 'lanes') {
      if (shownGraph().lanes) void import('./lanes/arrange-lanes').then(({ withoutLanes }) => withoutLanes())
      else void arrange('lanes')
    } else if (request.kind === 'select-all') selectAll()
    else if (request.kind === 'add-variable') addInMiddle()
  }, [request, fitSlowly, arrange, addInMiddle])

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const { selection } = useView.getState()
      const next = selectedNodes(selection, changes)
      if (next !== selection) select(next)
      const places = new Map<string, Spot>()
      let finished = false
      for (const change of changes) {
        if (change.type !== 'position') continue
        if (change.position) places.set(change.id, change.position)
        if (change.dragging === false) finished = true
      }
      if (finished) void drop(places)
      else if (places.size > 0) setMoving(places)
    },
    [select, drop],
  )
  const onEdgesChange = useCallback(
    (changes: { type: string; id?: string; selected?: boolean }[]) => {
      const { selection } = useView.getState()
      const edges = selectionAfter<EdgeId>(selection.edges, changes)
      if (edges !== selection.edges) select({ ...selection, edges })
    },
    [select],
  )

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state) => {
      const from = state.fromNode?.id as VariableId | undefined
      const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0] : event
      const to = variableAt(document.elementFromPoint(clientX, clientY))
      if (from && to && from !== to) link(linkOfTool(useView.getState().tool), from, to, nodes)
    },
    [nodes],
  )

  const onPaneClick = (event: MouseEvent) => {
    if (linking.connecting) return linking.cancel()
    // The drawing library only knows the live part of a selection.
    if (detail.kind !== 'whole') select({})
    if (tool === 'note') {
      writeNoteAt(screenToFlowPosition({ x: event.clientX, y: event.clientY }))
      putToolDown()
    }
    if (tool !== 'variable' && tool !== 'latent') return
    addAt(
      screenToFlowPosition({ x: event.clientX, y: event.clientY }),
      tool === 'latent' ? 'latent' : 'measured',
    )
    putToolDown()
  }
  const onDoubleClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return
    if (tool !== 'select') return
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    if (event.altKey) writeNoteAt(at)
    else addAt(at, 'measured')
  }
  const press = (id: VariableId) => {
    if (linking.connecting) linking.finish(id)
    else if (tool === 'edge' || tool === 'bidirected' || tool === 'latent' || isKnowledge(tool))
      linking.start(id, linkOfTool(tool))
  }
  const overview = {
    hover: (id: VariableId | null) => {
      hovered.current = id
    },
    press,
    zoomTo: (id: VariableId) => useView.getState().revealVariable(id, 'centre'),
    move: (places: Moving, state: 'under way' | 'finished') =>
      state === 'finished' ? void drop(places) : setMoving(places),
    mayMove: () => tool === 'select' || tool === 'variable',
  }
  const onFocus = ({ target }: FocusEvent) =>
    setFocused(target.matches(':focus-visible') ? variableAt(target) : null)

  const [at, chooseArm] = useState<0 | 1>(0)
  const contrast = activeQuery(project).question.treatments[0]
  const arms = useMemo(
    () => (contrast ? { values: [contrast.to, contrast.from] as const, at, choose: chooseArm } : null),
    [contrast, at],
  )
  const connectingFrom = linking.connecting?.from ?? null
  const { start } = linking
  const shared = useMemo(
    () => ({ arms, connectingFrom, connectFrom: (id: VariableId) => start(id, 'edge') }),
    [arms, connectingFrom, start],
  )
  const { variables, edges } = entry.graph
  const hiddenEdges = flow.edges.filter(({ data }) => data!.weak).length

  return (
    <CanvasContext value={shared}>
      <div
        ref={root}
        className={styles.canvas}
        data-tool={tool}
        data-rung={rung}
        data-mode={mode}
        data-detail={detail.kind}
        data-editable={!entry.locked}
        role="region"
        aria-label={canvasText.canvas(entry.name)}
        onDoubleClick={onDoubleClick}
        onDragOver={allowColumn}
        onDrop={(event) =>
          dropColumn(event, screenToFlowPosition({ x: event.clientX, y: event.clientY }), newSize)
        }
      >
        <p className={styles.spoken} id="canvas-summary">
          {canvasText.summary(
            variables.length,
            edges.length,
            variables.filter((variable) => variable.latent).length,
          )}{' '}
          {canvasText.keyboardHelp}
        </p>
        <div
          className={styles.flow}
          role="application"
          aria-label={canvasText.canvas(entry.name)}
          aria-describedby="canvas-summary"
          onFocus={onFocus}
          onBlur={() => setFocused(null)}
        >
          <ReactFlow<CanvasNode, CausalFlowEdge>
            nodes={drawn}
            edges={bentEdges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            onEdgesChange={onEdgesChange}
            onConnectEnd={onConnectEnd}
            onNodeClick={(_event, node) => {
              if (node.type === 'variable') press(node.id as VariableId)
            }}
            onNodeDoubleClick={(_event, node) => {
              if (node.type === 'variable' && node.data.box)
                void import('./groups/group-actions').then(({ expandBox }) =>
                  expandBox(node.id as VariableId),
                )
              else if (node.type === 'variable' && tool === 'select' && mayEdit())
                useView.getState().rename(node.id as VariableId)
            }}
            onNodeMouseMove={(_event, node) => {
              hovered.current = node.type === 'variable' ? (node.id as VariableId) : null
            }}
            onNodeMouseLeave={() => {
              hovered.current = null
            }}
            onPaneClick={onPaneClick}
            connectionMode={ConnectionMode.Loose}
            connectionLineComponent={ConnectionLine}
            connectionRadius={0}
            connectOnClick={false}
            nodesConnectable={!entry.locked || isKnowledge(tool)}
            nodesDraggable={tool === 'select' || tool === 'variable'}
            deleteKeyCode={null}
            selectionKeyCode="Shift"
            multiSelectionKeyCode={multiKeys}
            zoomOnDoubleClick={false}
            disableKeyboardA11y
            autoPanOnNodeFocus={false}
            minZoom={FARTHEST}
            maxZoom={2.5}
            onlyRenderVisibleElements={false}
            proOptions={{ hideAttribution: true }}
          >
            {entry.lanes ? (
              <Suspense fallback={null}>
                <LaneLayer entry={entry} lanes={entry.lanes} nodes={nodes} />
              </Suspense>
            ) : null}
            {entry.groups.some((group) => !group.collapsed) ? (
              <Suspense fallback={null}>
                <GroupHulls nodes={nodes} move={setMoving} drop={drop} />
              </Suspense>
            ) : null}
            {hedge && hedgeDrawn ? (
              <Suspense fallback={null}>
                <HedgeLayer entry={entry} hedge={hedge} nodes={nodes} edges={flow.edges} />
              </Suspense>
            ) : null}
            <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} color="var(--canvas-dot)" />
            {checking ? (
              <Suspense fallback={null}>
                <CheckCanvas nodes={nodes} />
              </Suspense>
            ) : null}
            {knowing ? (
              <Suspense fallback={null}>
                <KnowledgeLayer entry={entry} nodes={nodes} />
              </Suspense>
            ) : null}
            {entry.provenance?.changingMechanisms ? (
              <Suspense fallback={null}>
                <ChangeMarks entry={entry} nodes={nodes} />
              </Suspense>
            ) : null}
            {detail.kind === 'whole' ? null : (
              <Suspense fallback={null}>
                <Overview
                  flow={flow}
                  moving={moving}
                  detail={detail}
                  live={live}
                  focused={focused}
                  actions={overview}
                />
              </Suspense>
            )}
          </ReactFlow>
        </div>
        {variables.length === 0 ? <EmptyCanvas /> : null}
        <div className={controls.top}>
          <LayerTabs />
          <div className={controls.topRight}>
            {edges.some((edge) => edge.support !== undefined) && entry.origin === 'discovered' ? (
              <SupportSlider hidden={hiddenEdges} />
            ) : null}
            {flow.nodes.length >= DENSE_FROM ? (
              <Suspense fallback={null}>
                <ViewTools />
              </Suspense>
            ) : null}
            <ZoomControl onFit={fitSlowly} onArrange={() => void arrange()} />
          </div>
        </div>
        {partial ? (
          <Suspense fallback={null}>
            <ViewState nodes={flow.nodes} />
          </Suspense>
        ) : null}
        {entry.locked ? null : <Palette />}
        {isKnowledge(tool) ? (
          <Suspense fallback={null}>
            <KnowledgeTools />
          </Suspense>
        ) : null}
        <Suspense fallback={null}>
          {/* What is only previewed is not edited: its cards would edit the graph behind it. */}
          {entry === drawnGraph ? (
            <CanvasCards entry={entry} nodes={nodes} edges={flow.edges} dragging={moving !== null} />
          ) : null}
          <DrawingLayer nodes={nodes} />
        </Suspense>
        {linking.connecting ? (
          <p className={styles.connecting} aria-hidden>
            {message}
          </p>
        ) : null}
        <p className={styles.spoken} role="status" aria-live="polite">
          {message}
        </p>
      </div>
    </CanvasContext>
  )
}
