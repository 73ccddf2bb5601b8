import { useState } from 'react'
import type { Bins } from '../../engine/data/summary/bins'
import { MOST_POINTS } from '../../engine/data/summary/pair-numbers'
import { exploreText } from '../../text/explore'
import { Checkbox } from '../../widgets/Checkbox'
import { HeatMap } from '../../widgets/plots/HeatMap'
import { MeanLine } from '../../widgets/plots/MeanLine'
import { ScatterPlot } from '../../widgets/plots/ScatterPlot'
import { Segmented } from '../../widgets/Segmented'
import styles from './Explore.module.css'
import { coefficient, statisticsOf, type PairOf } from './pair-words'
import { SEED } from './sampling-seed'
import { Statistics } from './Statistics'
import { binText, binTicks, valueText } from './value-words'

const text = exploreText.pair
const HEIGHT = 400
const FORMS = [
  { id: 'cells', label: text.binned },
  { id: 'points', label: text.points },
] as const

const axisOf = (name: string, bins: Bins, ticks: number) => {
  const [low, high] = [bins.edges[0], bins.edges.at(-1)!]
  return { name, low, high, edges: bins.edges, ticks: binTicks(bins, ticks) }
}

/** Two columns of numbers: dots while there are few rows, cells of all rows beyond that; means of y over both. */
export function NumbersPairPicture({ pair }: { pair: PairOf<'numbers'> }) {
  const [chosen, setChosen] = useState<'cells' | 'points' | null>(null)
  const [means, setMeans] = useState(true)
  const { x, y, rows, grid } = pair
  if (rows.both === 0) return null
  const form = chosen ?? (rows.both <= MOST_POINTS ? 'points' : 'cells')
  const across = axisOf(x.name, grid.x, x.kind === 'date' ? 4 : 7)
  const up = axisOf(y.name, grid.y, 6)
  const r = coefficient(pair.pearson)
  const renderMeans = (scale: Parameters<typeof MeanLine>[0]['scale']) =>
    means ? (
      <MeanLine
        means={pair.means.filter((mean) => mean.x >= across.low && mean.x <= across.high)}
        scale={scale}
      />
    ) : null
  return (
    <>
      <div className={styles.tools}>
        <Segmented label={text.form} value={form} choices={FORMS} onChange={setChosen} />
        {pair.means.length > 0 ? (
          <Checkbox checked={means} onChange={setMeans}>
            {text.meansOn(y.name)}
          </Checkbox>
        ) : null}
      </div>
      {form === 'points' ? (
        <ScatterPlot
          x={across}
          y={up}
          points={pair.points}
          height={HEIGHT}
          label={text.scatterLabel(x.name, y.name, pair.points.x.length, r)}
          reading={(a, b) => text.point(x.name, valueText(x.kind, a, 4), y.name, valueText(y.kind, b, 4))}
          note={text.pointsOf(pair.points.x.length, rows.both, SEED)}
          renderOver={renderMeans}
        />
      ) : (
        <HeatMap
          x={across}
          y={up}
          counts={grid.counts}
          height={HEIGHT}
          label={text.heatLabel(x.name, y.name, rows.both, r)}
          reading={(i, j) =>
            text.cell(
              x.name,
              binText(grid.x, i),
              y.name,
              binText(grid.y, j),
              grid.counts[j * (grid.x.edges.length - 1) + i],
            )
          }
          legend={text.legend}
          note={text.cells(grid.outside)}
          renderOver={renderMeans}
        />
      )}
      {means && pair.means.length > 0 ? (
        <p className={styles.quiet}>{text.meansWhat(pair.means.length, y.name, x.name)}</p>
      ) : null}
      <Statistics statistics={statisticsOf(pair)} />
    </>
  )
}
