import { Suspense, useState } from 'react'
import { DataRail } from '../panels/data/DataRail'
import { StripPanel } from '../panels/strip/StripPanel'
import { useView } from '../stores/view'
import { appText } from '../text/app'
import { SideContent, useSideKind } from './App'
import styles from './Sheet.module.css'

const tabs: readonly { id: 'answer' | 'data' | 'outline' | 'jobs'; label?: string }[] = [
  { id: 'answer' },
  { id: 'data', label: appText.data },
  { id: 'outline', label: appText.outline },
  { id: 'jobs', label: appText.jobsAndLog },
]

type Tab = (typeof tabs)[number]['id']

/** On small screens everything beside the canvas is one sheet with four tabs; the handle folds it away. */
export function Sheet() {
  const [tab, setTab] = useState<Tab>('answer')
  const stage = useView((state) => state.stage)
  const kind = useSideKind()
  const [folding, setFolding] = useState({ stage, open: true })
  // Pictures of the data need the room.
  const open = folding.stage === stage ? folding.open : stage !== 'explore' && stage !== 'experiments'
  const setOpen = (next: boolean) => setFolding({ stage, open: next })
  const shown: Tab = stage === 'import' ? 'answer' : tab
  return (
    <section className={styles.sheet} data-open={open} aria-label={appText.sheet}>
      <button
        type="button"
        className={styles.handle}
        aria-label={open ? appText.foldSheet : appText.openSheet}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span />
      </button>
      <div className={styles.tabs} role="tablist" aria-label={appText.sheet}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`sheet-tab-${id}`}
            aria-selected={shown === id}
            aria-controls="sheet-panel"
            className={styles.tab}
            onClick={() => {
              setTab(id)
              setOpen(true)
            }}
          >
            {label ?? appText.sides[kind]}
          </button>
        ))}
      </div>
      {open ? (
        <div className={styles.panel} role="tabpanel" id="sheet-panel" aria-labelledby={`sheet-tab-${shown}`}>
          <Suspense fallback={null}>
            {shown === 'answer' ? <SideContent /> : null}
            {shown === 'data' ? <DataRail place="sheet" /> : null}
            {shown === 'outline' ? <StripPanel tab="outline" /> : null}
            {shown === 'jobs' ? (
              <div className={styles.both}>
                <StripPanel tab="jobs" />
                <StripPanel tab="log" />
              </div>
            ) : null}
          </Suspense>
        </div>
      ) : null}
    </section>
  )
}
