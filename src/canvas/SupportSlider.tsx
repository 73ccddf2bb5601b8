import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { percent } from '../widgets/numbers'
import styles from './Controls.module.css'

/** Hides edges with little support; the graph itself stays as it is. */
export function SupportSlider({ hidden }: { hidden: number }) {
  const below = useView((state) => state.hideBelow)
  const setHideBelow = useView((state) => state.setHideBelow)
  return (
    <label className={`${styles.floating} ${styles.support}`}>
      <span>{canvasText.discovered.hideBelow}</span>
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={Math.round(below * 100)}
        style={{ '--share': `${below * 100}%` } as React.CSSProperties}
        onChange={(event) => setHideBelow(Number(event.target.value) / 100)}
      />
      <span className={styles.supportValue}>{percent(below)}</span>
      {hidden > 0 ? (
        <span className={styles.supportHidden}>{canvasText.discovered.hidden(hidden)}</span>
      ) : null}
    </label>
  )
}
