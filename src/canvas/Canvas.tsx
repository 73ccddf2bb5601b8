import { ReactFlowProvider } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { CanvasBoard } from './CanvasBoard'

/**
 * The graph on the canvas with its tools; fills its parent. Cards beside it in the parent lie
 * over it. `doSide` is 'covered' while the outcome under do() is to be guessed first.
 */
export function Canvas({ doSide = 'open' }: { doSide?: 'open' | 'covered' }) {
  return (
    <ReactFlowProvider>
      <CanvasBoard doSide={doSide} />
    </ReactFlowProvider>
  )
}
