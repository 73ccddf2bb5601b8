import { axisOver, differenceTick, percentAlong } from '../../widgets/plots/axis'
import { signed } from '../../widgets/numbers'
import styles from './Check.module.css'
import type { PossibleValue } from './possible-values'

/** Share of the width of all values that is left free on either side. */
const MARGIN = 0.1
const HEIGHT = 30

/** One ring for each value among the compatible graphs, the graph as drawn filled; zero always on the axis. */
export function ValuesPlot({ values, label }: { values: readonly PossibleValue[]; label: string }) {
  const ends = [0, ...values.map(({ value }) => value)]
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = (high - low || 1) * MARGIN
  const axis = axisOver(low - room, high + room, 4)
  return (
    <div className={styles.values} role="img" aria-label={label}>
      <svg width="100%" height={HEIGHT} aria-hidden>
        <line className={styles.axisLine} x1="0" x2="100%" y1={HEIGHT - 1} y2={HEIGHT - 1} />
        <line
          className={styles.zero}
          x1={percentAlong(axis, 0)}
          x2={percentAlong(axis, 0)}
          y1={0}
          y2={HEIGHT}
        />
        {values
          .toSorted((a, b) => Number(a.drawn) - Number(b.drawn))
          .map(({ value, drawn }) => (
            <circle
              key={value}
              className={drawn ? styles.drawnValue : styles.value}
              cx={percentAlong(axis, value)}
              cy={HEIGHT / 2 - 1}
              r={6}
            >
              <title>{signed(value)}</title>
            </circle>
          ))}
      </svg>
      <div className={styles.ticks} aria-hidden>
        {axis.ticks.map((tick) => (
          <span key={tick} style={{ left: percentAlong(axis, tick) }}>
            {differenceTick(axis, tick)}
          </span>
        ))}
      </div>
    </div>
  )
}
