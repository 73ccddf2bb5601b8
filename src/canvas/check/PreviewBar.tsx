import { Undo2 } from 'lucide-react'
import { showPreview, type GraphPreview } from '../../stores/graph-preview'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import controls from '../Controls.module.css'
import styles from './Check.module.css'

/** Says that the canvas draws something in place of the graph, with the way back. */
export function PreviewBar({ preview }: { preview: GraphPreview }) {
  const words =
    preview.kind === 'member' ? text.preview.member(preview.number ?? 1) : text.preview[preview.kind]
  return (
    <div className={`${controls.floating} ${styles.preview}`} data-preview={preview.kind}>
      <p role="status">
        <strong>{words}</strong> {text.preview.unchanged}
      </p>
      <Button
        size="sm"
        icon={<Undo2 size={14} strokeWidth={1.75} aria-hidden />}
        onPress={() => showPreview(null)}
      >
        {text.backToMine}
      </Button>
    </div>
  )
}
