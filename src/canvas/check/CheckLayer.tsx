import { ViewportPortal } from '@xyflow/react'
import { useMemo } from 'react'
import { nameOf } from '../../engine/graph/graph'
import { keepClaim, useChecking } from '../../stores/checking'
import { implicationKey, useTests } from '../../stores/implication-tests'
import { useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { checkText as text } from '../../text/check'
import { rectOf, type VariableFlowNode } from '../to-flow'
import styles from './Check.module.css'
import { drawnTests, tiesBetween, type Tie } from './ties'

/** What the data contradict, as ties between variables that the graph keeps apart; not edges, and not to be edited. */
export function CheckLayer({ nodes }: { nodes: readonly VariableFlowNode[] }) {
  const { report, stale } = useTests()
  const rects = useMemo(() => new Map(nodes.map((node) => [node.id, rectOf(node)])), [nodes])
  const kept = useChecking((state) => state.kept?.key)
  const tests = useMemo(
    () => (report ? drawnTests(report.tests, ({ implication }) => implicationKey(implication) === kept) : []),
    [report, kept],
  )
  const ties = useMemo(() => tiesBetween(tests, rects), [tests, rects])
  if (ties.length === 0) return null
  return (
    <>
      <ViewportPortal>
        <svg className={styles.ties} data-stale={stale} aria-hidden>
          {ties.map((tie) => (
            <TieLine key={tie.pair.join('\n')} tie={tie} />
          ))}
        </svg>
        {ties.map((tie) => (
          <TieBadge key={tie.pair.join('\n')} tie={tie} stale={stale} />
        ))}
      </ViewportPortal>
      <aside className={styles.legend} aria-label={text.legend}>
        <svg width={44} height={18} aria-hidden>
          <line className={styles.line} x1={0} y1={9} x2={44} y2={9} />
          <circle className={styles.legendMark} cx={22} cy={9} r={8} />
          <text className={styles.legendSign} x={22} y={9} textAnchor="middle" dominantBaseline="central">
            !
          </text>
        </svg>
        <span>
          {text.legendTie}
          {report && report.violations > ties.length ? ` ${text.legendCut(ties.length)}` : ''}
        </span>
      </aside>
    </>
  )
}

const useKept = ({ test }: Tie) =>
  useChecking((state) => state.kept?.key === implicationKey(test.implication))

function TieLine({ tie }: { tie: Tie }) {
  const kept = useKept(tie)
  return <path className={styles.line} d={tie.path} data-kept={kept} />
}

function TieBadge({ tie: { test, pair, middle }, stale }: { tie: Tie; stale: boolean }) {
  const { graph } = useShownGraph()
  const { implication } = test
  const kept = useKept({ test, pair, middle, path: '' })
  const variables = implication.kind === 'independence' ? [...pair, ...implication.given] : [...pair]
  const point = () => useView.getState().highlight(variables)
  const leave = () => useView.getState().highlight(useChecking.getState().kept?.variables ?? [])
  const label = text.tie(nameOf(graph, pair[0]), nameOf(graph, pair[1]))
  return (
    <button
      type="button"
      className={`nopan nodrag ${styles.badge}`}
      style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
      aria-label={label}
      aria-pressed={kept}
      title={label}
      data-tie={pair.map((id) => nameOf(graph, id)).join(' ')}
      data-stale={stale}
      onClick={() => {
        keepClaim(kept ? null : { key: implicationKey(implication), variables })
        point()
      }}
      onMouseEnter={point}
      onMouseLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      !
    </button>
  )
}
