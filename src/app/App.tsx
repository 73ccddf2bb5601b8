import { lazy, Suspense, useEffect, useState } from 'react'
import { Canvas } from '../canvas/Canvas'
import { createDisposer } from '../base/disposer'
import { useOpening } from '../panels/opening/use-opening'
import { startAnswers } from '../stores/answers'
import { startDeriving } from '../stores/data'
import { openExample } from '../stores/files'
import { needsBanner, useSaving } from '../stores/saving/saving-state'
import { useSettings } from '../stores/settings'
import { useView } from '../stores/view'
import { useIsComparing } from '../stores/comparison'
import { useShownGraph } from '../stores/project'
import { appText } from '../text/app'
import { CrashBoundary } from './CrashBoundary'
import { DropZone } from './DropZone'
import { IdleSignal } from './IdleSignal'
import { Notices } from './Notices'
import { startShortcuts } from './shortcuts'
import { startTheme } from './theme'
import { TopBar } from './TopBar'
import { useNarrow } from './use-narrow'
import './base.css'
import styles from './App.module.css'

// The frame and the canvas come first; the panels fill it a moment later.
const AnswerPanel = lazy(() =>
  import('../panels/answer/AnswerPanel').then((module) => ({ default: module.AnswerPanel })),
)
const SeeDoCard = lazy(() =>
  import('../panels/answer/SeeDoCard').then((module) => ({ default: module.SeeDoCard })),
)
const DataRail = lazy(() =>
  import('../panels/data/DataRail').then((module) => ({ default: module.DataRail })),
)
const OpeningHeadline = lazy(() =>
  import('../panels/opening/OpeningHeadline').then((module) => ({ default: module.OpeningHeadline })),
)
const Strip = lazy(() => import('../panels/strip/Strip').then((module) => ({ default: module.Strip })))
const Sheet = lazy(() => import('./Sheet').then((module) => ({ default: module.Sheet })))
const ImportView = lazy(() =>
  import('../panels/data/ImportView').then((module) => ({ default: module.ImportView })),
)
const ExperimentsView = lazy(() =>
  import('../panels/data/experiments/ExperimentsView').then((module) => ({
    default: module.ExperimentsView,
  })),
)
const ImportSide = lazy(() =>
  import('../panels/data/ImportSide').then((module) => ({ default: module.ImportSide })),
)
const ExploreView = lazy(() =>
  import('../panels/explore/ExploreView').then((module) => ({ default: module.ExploreView })),
)
const DiscoverPanel = lazy(() =>
  import('../panels/discover/DiscoverPanel').then((module) => ({ default: module.DiscoverPanel })),
)
const CheckPanel = lazy(() =>
  import('../panels/check/CheckPanel').then((module) => ({ default: module.CheckPanel })),
)
const ImaginePanel = lazy(() =>
  import('../panels/imagine/ImaginePanel').then((module) => ({ default: module.ImaginePanel })),
)
const WorldsCard = lazy(() =>
  import('../panels/imagine/WorldsCard').then((module) => ({ default: module.WorldsCard })),
)
const ComparePanel = lazy(() =>
  import('../panels/compare/ComparePanel').then((module) => ({ default: module.ComparePanel })),
)
const CommandPalette = lazy(() =>
  import('./CommandPalette').then((module) => ({ default: module.CommandPalette })),
)
const SavingBanner = lazy(() => import('./SavingBanner').then((module) => ({ default: module.SavingBanner })))
const RecentProjects = lazy(() =>
  import('./RecentProjects').then((module) => ({ default: module.RecentProjects })),
)
const HelpSheet = lazy(() => import('./HelpSheet').then((module) => ({ default: module.HelpSheet })))

/** The opening of a first visit. */
const FIRST_EXAMPLE = 'kidney-stones'

/** Opens the last project or the opening example; returns what starts saving. */
async function restoreOrOpen(): Promise<() => () => void> {
  const saving = await import('../stores/saving/saving')
  if (!(await saving.restore())) await openExample(FIRST_EXAMPLE)
  return saving.startSaving
}

/** Restores the last project, then starts what follows it. */
function useStudio(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const running = createDisposer()
    let left = false
    running.add(startTheme())
    running.add(startShortcuts())
    void restoreOrOpen().then((startSaving) => {
      if (left) return
      running.add(startSaving())
      running.add(startDeriving())
      running.add(startAnswers())
      setReady(true)
    })
    return () => {
      left = true
      running.dispose()
    }
  }, [])
  return ready
}

export function App() {
  const ready = useStudio()
  return (
    <CrashBoundary>
      <IdleSignal ready={ready} />
      {ready ? <Frame /> : <div className={styles.loading} role="status" aria-label={appText.loading} />}
    </CrashBoundary>
  )
}

/** What the right-hand column is about just now. */
export function useSideKind(): 'import' | 'compare' | 'check' | 'discover' | 'imagine' | 'answer' {
  const stage = useView((state) => state.stage)
  const side = useView((state) => state.side)
  const rung = useView((state) => state.rung)
  const comparing = useIsComparing()
  if (stage === 'import') return 'import'
  if (comparing) return 'compare'
  return side === 'answer' && rung === 'imagine' ? 'imagine' : side
}

/** What the right-hand column holds just now. */
export function SideContent() {
  switch (useSideKind()) {
    case 'import':
      return <ImportSide />
    case 'compare':
      return <ComparePanel />
    case 'check':
      return <CheckPanel />
    case 'discover':
      return <DiscoverPanel />
    case 'imagine':
      return <ImaginePanel />
    case 'answer':
      return <AnswerPanel />
  }
}

function Frame() {
  const narrow = useNarrow()
  const stage = useView((state) => state.stage)
  const palette = useView((state) => state.palette)
  const help = useView((state) => state.help)
  const banner = useSaving(needsBanner)
  const recent = useSaving((state) => state.listOpen)
  const railOpen = useSettings((state) => state.railOpen)
  // The opening's answer is guessed before it is shown.
  const guessed = useView((state) => state.guess !== null)
  const covered = useOpening() && !guessed
  const comparing = useIsComparing()
  const { lanes } = useShownGraph()
  const imagining = useView((state) => state.rung === 'imagine')
  return (
    <div className={styles.frame} data-narrow={narrow}>
      <TopBar />
      <Suspense fallback={null}>{banner ? <SavingBanner /> : null}</Suspense>
      <div className={styles.middle}>
        {narrow ? null : (
          <Suspense fallback={<div className={railOpen ? styles.railSpace : styles.railSpaceFolded} />}>
            <DataRail />
          </Suspense>
        )}
        <main className={styles.stage}>
          {stage !== 'canvas' ? null : <Canvas doSide={covered ? 'covered' : 'open'} />}
          <Suspense fallback={null}>
            {stage === 'import' ? (
              <ImportView />
            ) : stage === 'experiments' ? (
              <ExperimentsView />
            ) : stage === 'explore' ? (
              <ExploreView />
            ) : comparing ? null : (
              <>
                {lanes || imagining ? null : <OpeningHeadline />}
                {imagining ? narrow ? null : <WorldsCard place="canvas" /> : <SeeDoCard />}
              </>
            )}
          </Suspense>
        </main>
        {narrow ? null : (
          <aside className={styles.side} aria-label={appText.answer}>
            <Suspense fallback={null}>
              <SideContent />
            </Suspense>
          </aside>
        )}
        <Notices />
      </div>
      <Suspense fallback={<div className={narrow ? styles.sheetSpace : styles.stripSpace} />}>
        {narrow ? <Sheet /> : <Strip />}
      </Suspense>
      <DropZone />
      <Suspense fallback={null}>
        {palette ? <CommandPalette /> : null}
        {help ? <HelpSheet /> : null}
        {recent ? <RecentProjects /> : null}
      </Suspense>
    </div>
  )
}
