import { ChevronRight, Layers2 } from 'lucide-react'
import { useMemo } from 'react'
import type { GraphEntry } from '../../document/project'
import { compareGraphs } from '../../engine/graph/compare'
import { edgeId, type Edge } from '../../engine/graph/graph'
import { useComparing } from '../../stores/comparing'
import { useDiscovering } from '../../stores/discovering'
import { useView } from '../../stores/view'
import { discoverText as text } from '../../text/discover'
import { Button } from '../../widgets/Button'
import { count } from '../../widgets/numbers'
import { PanelStep } from '../../widgets/PanelStep'
import { edgesOfPart, type ComparisonPart } from './comparison-parts'
import styles from './Discover.module.css'

/** Drawn in this order; `notSearched` is listed but takes no part in the bar. */
const PARTS: readonly ComparisonPart[] = ['same', 'directionOpen', 'differing', 'onlyDiscovered', 'onlyMine']

/** Selects edges on the canvas, in the graph that holds them; the panel keeps showing this result. */
function showEdges(graphId: string, edges: readonly Edge[], resultId: string) {
  useDiscovering.setState({ pinned: resultId })
  if (useView.getState().graphId !== graphId) useView.getState().showGraph(graphId)
  useView.getState().select({ edges: edges.map(edgeId) })
}

/** How the discovered graph and my model differ, with a way to see each group on the canvas. */
export function Comparison({ discovered, mine }: { discovered: GraphEntry; mine: GraphEntry }) {
  const compared = useMemo(() => {
    const comparison = compareGraphs(discovered.graph, mine.graph)
    const edges = (part: ComparisonPart) => edgesOfPart(comparison, part)
    return {
      same: edges('same'),
      directionOpen: edges('directionOpen'),
      differing: edges('differing'),
      onlyDiscovered: edges('onlyDiscovered'),
      onlyMine: edges('onlyMine'),
      notSearched: edges('notSearched'),
    }
  }, [discovered.graph, mine.graph])
  const empty = mine.graph.edges.length === 0
  const agree = compared.differing.length + compared.onlyDiscovered.length + compared.onlyMine.length === 0
  const state = empty ? 'waiting' : agree ? 'ok' : 'warning'
  const listed = [...PARTS, 'notSearched' as const].filter(
    (part) => compared[part].length > 0 || part === 'same',
  )
  return (
    <PanelStep
      state={state}
      number={4}
      title={text.compared}
      meta={text.comparedMeta(mine.graph.edges.length)}
      stateLabel={text.state[state]}
    >
      {empty ? (
        <p className={styles.note}>{text.emptyModel}</p>
      ) : (
        <>
          <div className={styles.bar} aria-hidden>
            {PARTS.filter((part) => compared[part].length > 0).map((part) => (
              <span key={part} className={styles[part]} style={{ flexGrow: compared[part].length }} />
            ))}
          </div>
          <ul className={styles.comparison}>
            {listed.map((part) => (
              <li key={part} data-part={part}>
                <span className={`${styles.swatch} ${styles[part]}`} aria-hidden />
                <span className={styles.amount}>{count(compared[part].length)}</span>
                <span>{text.comparison[part]}</span>
                {compared[part].length > 0 ? (
                  <Button
                    tone="quiet"
                    size="sm"
                    label={text.showList(text.comparison[part])}
                    onPress={() =>
                      showEdges(
                        part === 'onlyMine' || part === 'notSearched' ? mine.id : discovered.id,
                        compared[part],
                        discovered.id,
                      )
                    }
                  >
                    <span className={styles.showText}>
                      {text.show}
                      <ChevronRight size={12} strokeWidth={1.75} aria-hidden />
                    </span>
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
          <Button
            size="sm"
            icon={<Layers2 size={14} strokeWidth={1.75} aria-hidden />}
            onPress={() => useComparing.getState().start(mine.id, discovered.id)}
            className={styles.compareButton}
          >
            {text.compareOnCanvas}
          </Button>
        </>
      )}
    </PanelStep>
  )
}
