import { lazy, Suspense } from 'react'
import type { StripTab } from '../../stores/view'
import { JobsTray } from './JobsTray'
import { Log } from './Log'
import { Outline } from './Outline'

const ModelText = lazy(() => import('./ModelText').then((module) => ({ default: module.ModelText })))

/** What a tab of the strip holds. */
export function StripPanel({ tab }: { tab: StripTab }) {
  if (tab === 'outline') return <Outline />
  if (tab === 'jobs') return <JobsTray />
  if (tab === 'log') return <Log />
  return (
    <Suspense fallback={null}>
      <ModelText />
    </Suspense>
  )
}
