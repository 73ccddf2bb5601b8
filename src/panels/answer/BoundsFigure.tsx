import { useEffect, useState } from 'react'
import type { Dataset } from '../../engine/data/dataset'
import type { Bound, BoundsReport } from '../../engine/estimate/bounds/report'
import { boundsKey, seekBounds, useBounds } from '../../stores/bounds'
import { answerText } from '../../text/answer'
import { boundsText as text } from '../../text/bounds'
import { Button } from '../../widgets/Button'
import { count, digitsFor, percent, plain, range, signed } from '../../widgets/numbers'
import { BoundsPlot, type BoundsRow } from '../../widgets/plots/BoundsPlot'
import { TableToggle } from '../../widgets/TableToggle'
import { valueText } from './amount'
import styles from './EstimateStep.module.css'
import { NAIVE } from './estimate-rows'
import type { Situation } from './use-situation'

/** Shown without being asked for: what the picture is about. */
const FIRST: ReadonlySet<Bound['id']> = new Set(['no-data', 'no-assumptions', 'instrument'])

/** Differences of chances are told to three decimals, whatever their size. */
const CHANCE_DIGITS = 3

/** Between which numbers the effect lies where nothing identifies it, from the least assumed to the most. */
export function BoundsFigure({ at, dataset }: { at: Situation; dataset: Dataset }) {
  const { graph } = at
  const { question } = at.query
  useEffect(() => seekBounds({ graph, question, dataset }), [graph, question, dataset])
  const { key, report } = useBounds()
  if (!report) return <p>{text.computing}</p>
  const stale = key !== boundsKey({ graph, question, dataset })
  if (!report.ok)
    return stale ? (
      <p>{text.computing}</p>
    ) : (
      report.problems.map(({ message }) => <p key={message}>{message}</p>)
    )
  return (
    <div
      className={styles.figure}
      data-bounds
      aria-busy={stale}
      style={stale ? { filter: 'var(--stale-filter)' } : undefined}
    >
      <Told report={report.value} name={at.name} />
    </div>
  )
}

function rowOf(bound: Bound, digits: number, name: Situation['name']): BoundsRow {
  const note =
    bound.instrument === undefined ? text.notes[bound.id] : text.byInstrument(name(bound.instrument))
  return {
    id: bound.instrument === undefined ? bound.id : `${bound.id} ${bound.instrument}`,
    label: text.labels[bound.id] ?? bound.label,
    ...(note ? { note } : {}),
    low: bound.low,
    high: bound.high,
    text: range(bound.low, bound.high, digits),
    tone: bound.id === 'no-data' ? 'given' : bound.assumptions.length === 0 ? 'plain' : 'assumed',
  }
}

function Told({ report, name }: { report: BoundsReport; name: Situation['name'] }) {
  const [asTable, setAsTable] = useState(false)
  const [all, setAll] = useState(false)
  const { bounds, naive, rows, support, inequalities } = report
  const shown = all ? bounds : bounds.filter(({ id }) => FIRST.has(id))
  const largest = Math.max(...bounds.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]))
  const digits = report.supportFrom === 'binary' ? CHANCE_DIGITS : digitsFor(largest)
  const free = bounds.find(({ id }) => id === 'no-assumptions')
  const width = support[1] - support[0]
  const alwaysAsWide = free && Math.abs(free.high - free.low - width) < 1e-6 * width
  return (
    <>
      <h4 className={styles.figureTitle}>
        {text.title} <span className={styles.small}>{text.rows(count(rows.used), count(rows.total))}</span>
      </h4>
      {asTable ? (
        <BoundsTable bounds={shown} digits={digits} level={report.level} />
      ) : (
        <BoundsPlot
          rows={shown.map((bound) => rowOf(bound, digits, name))}
          beside={{
            label: text.naive,
            value: naive.point,
            text: signed(naive.point, digits),
            attributes: { 'data-estimator': NAIVE, 'data-value': String(naive.point) },
          }}
          axisLabel={text.axis(valueText(report.toLabel), valueText(report.fromLabel))}
          label={text.plot(report.treatment, report.outcome)}
        />
      )}
      <p className={styles.small}>
        {text.caption} {alwaysAsWide ? text.width(plain(width, digits)) : null}
      </p>
      {[...new Set(shown.flatMap(({ assumptions }) => assumptions))].map((assumption) => (
        <p key={assumption} className={styles.small}>
          {text.assumes}: {assumption}
        </p>
      ))}
      {inequalities
        .filter(({ excess }) => excess > 0)
        .map(({ instrument, sentence }) => (
          <p key={instrument} className={styles.small}>
            {sentence}
          </p>
        ))}
      {report.notGiven
        .filter(({ id }) => id === 'instrument')
        .map(({ label, reason, instrument }) => (
          <p key={`${label} ${instrument}`} className={styles.small}>
            {reason}
          </p>
        ))}
      <div className={styles.actions}>
        <TableToggle label={answerText.table} shown={asTable} onChange={setAsTable} />
        {bounds.some(({ id }) => !FIRST.has(id)) ? (
          <Button size="sm" tone="quiet" onPress={() => setAll(!all)}>
            {all ? text.fewer : text.more}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function BoundsTable({ bounds, digits, level }: { bounds: readonly Bound[]; digits: number; level: number }) {
  const { head } = text
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" data-align="left">
              {head.bound}
            </th>
            <th scope="col">{head.low}</th>
            <th scope="col">{head.high}</th>
            <th scope="col">
              {head.region}, {percent(level)}
            </th>
          </tr>
        </thead>
        <tbody>
          {bounds.map((bound) => (
            <tr key={`${bound.id} ${bound.instrument}`}>
              <th scope="row">{text.labels[bound.id] ?? bound.label}</th>
              <td>{signed(bound.low, digits)}</td>
              <td>{signed(bound.high, digits)}</td>
              <td>{bound.region ? range(...bound.region, digits) : text.noRegion}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
