import { ReactFlowProvider } from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { CanvasBoard } from './CanvasBoard'

/** The graph on the canvas with its tools; fills its parent. Cards beside it in the parent lie over it. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasBoard />
    </ReactFlowProvider>
  )
}
