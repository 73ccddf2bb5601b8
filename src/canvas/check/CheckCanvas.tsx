import { usePreviewOf } from '../../stores/graph-preview'
import { useShownGraph } from '../../stores/project'
import type { VariableFlowNode } from '../to-flow'
import { CheckLayer } from './CheckLayer'
import { PreviewBar } from './PreviewBar'

/** What the check side draws over the canvas. */
export function CheckCanvas({ nodes }: { nodes: readonly VariableFlowNode[] }) {
  const preview = usePreviewOf(useShownGraph())
  return preview ? <PreviewBar preview={preview} /> : <CheckLayer nodes={nodes} />
}
