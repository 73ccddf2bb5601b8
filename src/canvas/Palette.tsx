import {
  BoxSelect,
  MousePointer2,
  MoveUpRight,
  RectangleHorizontal,
  Shapes,
  Spline,
  StickyNote,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { PairKind } from '../document/knowledge-edits'
import { useView, type Tool } from '../stores/view'
import { canvasText } from '../text/canvas'
import { Tip } from '../widgets/Tip'
import { Button } from '../widgets/Button'
import styles from './Controls.module.css'

const tools: readonly { id: Exclude<Tool, PairKind>; icon: ReactNode }[] = [
  { id: 'select', icon: <MousePointer2 size={16} strokeWidth={1.75} aria-hidden /> },
  { id: 'variable', icon: <RectangleHorizontal size={16} strokeWidth={1.75} aria-hidden /> },
  { id: 'edge', icon: <MoveUpRight size={16} strokeWidth={1.75} aria-hidden /> },
  { id: 'bidirected', icon: <Spline size={16} strokeWidth={1.75} aria-hidden /> },
  { id: 'latent', icon: <BoxSelect size={16} strokeWidth={1.75} aria-hidden /> },
  { id: 'note', icon: <StickyNote size={16} strokeWidth={1.75} aria-hidden /> },
]

/** The strip of drawing tools at the left of the canvas. */
export function Palette() {
  const tool = useView((state) => state.tool)
  const setTool = useView((state) => state.setTool)
  const picking = useView((state) => state.motifs)
  const setMotifs = useView((state) => state.setMotifs)
  const { label, key } = canvasText.tools.motifs
  return (
    <div
      className={`${styles.palette} ${styles.floating}`}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={canvasText.tools.label}
    >
      {tools.map(({ id, icon }) => (
        <Tip key={id} text={canvasText.tools[id].label} keys={canvasText.tools[id].key}>
          <Button
            tone={tool === id ? 'primary' : 'quiet'}
            size="lg"
            label={canvasText.tools[id].label}
            pressed={tool === id}
            className={tool === id ? `${styles.tool} ${styles.toolInUse}` : styles.tool}
            onPress={() => setTool(id)}
            icon={
              <>
                {icon}
                <kbd className={styles.toolKey} aria-hidden>
                  {canvasText.tools[id].key}
                </kbd>
              </>
            }
          />
        </Tip>
      ))}
      <Tip text={label} keys={key}>
        <Button
          tone="quiet"
          size="lg"
          label={label}
          pressed={picking}
          className={styles.tool}
          onPress={() => setMotifs(!picking)}
          icon={
            <>
              <Shapes size={16} strokeWidth={1.75} aria-hidden />
              <kbd className={styles.toolKey} aria-hidden>
                {key}
              </kbd>
            </>
          }
        />
      </Tip>
    </div>
  )
}
