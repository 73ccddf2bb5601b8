import { ReactFlowProvider } from '@xyflow/react'
import { lazy, Suspense } from 'react'
import '@xyflow/react/dist/base.css'
import { useIsComparing } from '../stores/comparison'
import { CanvasBoard } from './CanvasBoard'

const CompareBoard = lazy(() =>
  import('./compare/CompareBoard').then((module) => ({ default: module.CompareBoard })),
)

/**
 * The graph on the canvas with its tools; fills its parent. Cards beside it in the parent lie
 * over it. Two graphs under comparison take its place. `doSide` is 'covered' while the outcome under do() is to be guessed first.
 */
export function Canvas({ doSide = 'open' }: { doSide?: 'open' | 'covered' }) {
  const comparing = useIsComparing()
  return (
    <ReactFlowProvider key={comparing ? 'two' : 'one'}>
      {comparing ? (
        <Suspense fallback={null}>
          <CompareBoard />
        </Suspense>
      ) : (
        <CanvasBoard doSide={doSide} />
      )}
    </ReactFlowProvider>
  )
}
