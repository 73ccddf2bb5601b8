import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import type { Dataset } from '../../engine/data/dataset'
import { useData } from '../../stores/data'
import { leaveExploring, useExploring, type ExploreView as View } from '../../stores/exploring'
import { endPictures } from '../../stores/pictures'
import { exploreText as text } from '../../text/explore'
import { Button } from '../../widgets/Button'
import { KeyCap } from '../../widgets/KeyCap'
import { Segmented } from '../../widgets/Segmented'
import { TableToggle } from '../../widgets/TableToggle'
import { ColumnsView } from './ColumnsView'
import { CorrelationsView } from './CorrelationsView'
import styles from './Explore.module.css'
import { MissingView } from './MissingView'
import { PairView } from './PairView'

const VIEWS = (['columns', 'pair', 'correlations', 'missing'] as const).map((id) => ({
  id,
  label: text.views[id],
}))

const contents = {
  columns: ColumnsView,
  pair: PairView,
  correlations: CorrelationsView,
  missing: MissingView,
} satisfies Record<View, (props: { dataset: Dataset }) => React.ReactNode>

/** Escape goes back to the graph, unless something on top takes it. */
function useEscape() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return
      leaveExploring()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

/** The middle of the screen while the data are looked at: what they hold, in pictures that are tables too. */
export function ExploreView() {
  useEscape()
  useEffect(() => endPictures, [])
  const { dataset, state } = useData()
  const view = useExploring((exploring) => exploring.view)
  const form = useExploring((exploring) => exploring.form)
  const Content = contents[view]
  return (
    <section className={styles.view} aria-label={text.title} data-explore={view}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{dataset?.name ?? text.title}</h1>
          {dataset ? <p>{text.facts(dataset.rows, dataset.columns.length)}</p> : null}
        </div>
        <Button
          tone="quiet"
          icon={<ArrowLeft size={14} strokeWidth={1.75} aria-hidden />}
          onPress={leaveExploring}
        >
          <span className={styles.back}>
            {text.back}
            <KeyCap>Esc</KeyCap>
          </span>
        </Button>
      </header>
      {dataset ? (
        <>
          <div className={styles.bar}>
            <Segmented
              label={text.view}
              value={view}
              choices={VIEWS}
              onChange={(next) => useExploring.setState({ view: next })}
            />
            <TableToggle
              size="md"
              label={text.table}
              shown={form === 'table'}
              onChange={(shown) => useExploring.setState({ form: shown ? 'table' : 'picture' })}
            />
          </div>
          {state === 'fresh' ? null : (
            <p className={styles.stateNote} role="status">
              {state === 'failed' ? text.failed : text.deriving}
            </p>
          )}
          <div className={styles.content} data-stale={state !== 'fresh'}>
            <Content dataset={dataset} />
          </div>
        </>
      ) : (
        <p className={styles.empty}>{state === 'none' ? text.noData : text.computing}</p>
      )}
    </section>
  )
}
