import { useReactFlow, useViewport } from '@xyflow/react'
import { Maximize, Minus, Network, Plus } from 'lucide-react'
import { canvasText } from '../text/canvas'
import { IconButton } from '../widgets/IconButton'
import styles from './Controls.module.css'

const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true } as const

/** `onArrange` is left out where places are not to be changed. */
export function ZoomControl({ onFit, onArrange }: { onFit: () => void; onArrange?: () => void }) {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow()
  const { zoom } = useViewport()
  return (
    <div className={`${styles.floating} ${styles.zoom}`} role="group" aria-label={canvasText.zoomGroup}>
      {onArrange ? (
        <IconButton
          label={canvasText.arrange}
          keys="Shift L"
          icon={<Network {...icon} />}
          onPress={onArrange}
        />
      ) : null}
      <div className={styles.zoomSteps}>
        {onArrange ? <span className={styles.rule} /> : null}
        <IconButton label={canvasText.zoomOut} icon={<Minus {...icon} />} onPress={() => void zoomOut()} />
        <button
          type="button"
          className={styles.zoomLevel}
          aria-label={canvasText.zoomReset}
          onClick={() => void zoomTo(1)}
        >
          {canvasText.zoomLevel(zoom)}
        </button>
        <IconButton label={canvasText.zoomIn} icon={<Plus {...icon} />} onPress={() => void zoomIn()} />
      </div>
      <IconButton label={canvasText.fit} keys="F" icon={<Maximize {...icon} />} onPress={onFit} />
    </div>
  )
}
