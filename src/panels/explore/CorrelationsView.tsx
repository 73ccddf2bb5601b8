import { useCallback, useMemo, useState } from 'react'
import type { Dataset } from '../../engine/data/dataset'
import type { Correlations, LeftOutColumn } from '../../engine/data/summary/correlations'
import { useExploring } from '../../stores/exploring'
import { exploreText } from '../../text/explore'
import { probability } from '../../widgets/numbers'
import { MatrixPlot } from '../../widgets/plots/MatrixPlot'
import { Segmented } from '../../widgets/Segmented'
import { Awaited } from './Awaited'
import styles from './Explore.module.css'
import { SEED } from './sampling-seed'
import { strongestPairs } from './strongest-pairs'
import { StrongestPairs } from './StrongestPairs'
import { usePicture } from './use-picture'

const text = exploreText.correlations
const LARGEST = 620
const ORDERS = (['similar', 'file'] as const).map((id) => ({ id, label: text.orders[id] }))

const rText = (r: number, digits = 3) => (Number.isNaN(r) ? text.undefinedR : probability(r, digits))
const openPair = (x: string, y: string) => useExploring.setState({ view: 'pair', x, y })

/** Correlations of every pair of columns that have an order: a matrix, and the strongest pairs beside it. */
export function CorrelationsView({ dataset }: { dataset: Dataset }) {
  const picture = usePicture('correlations', { seed: SEED }, dataset)
  return <Awaited picture={picture} renderValue={(value) => <Matrix value={value} />} />
}

function Matrix({ value }: { value: Correlations }) {
  const form = useExploring((state) => state.form)
  const [order, setOrder] = useState<'similar' | 'file'>('similar')
  const { names, rows, leftOut } = value
  const strongest = useMemo(
    () => strongestPairs(value, 1).pairs.find((pair) => !Number.isNaN(pair.r)),
    [value],
  )
  const shown = useMemo(
    () => (order === 'file' ? names.map((_, i) => i) : value.order),
    [value, names, order],
  )
  const shownNames = useMemo(() => shown.map((i) => names[i]), [shown, names])
  const at = useCallback(
    (line: number, column: number) => value.r[shown[line] * names.length + shown[column]],
    [value, shown, names],
  )
  const reading = (line: number, column: number) => {
    const n = value.n[shown[line] * names.length + shown[column]]
    const [a, b] = [shownNames[line], shownNames[column]]
    return line === column ? text.own(a, n) : text.cell(a, b, rText(at(line, column)), n)
  }
  return (
    <>
      <p className={styles.facts}>
        <span>{names.length > 1 ? text.what(names.length, rows.total) : text.tooFew}</span>
        <span className={styles.quiet}>
          {[
            rows.used < rows.total ? text.sampled(rows.used, rows.total, SEED) : '',
            text.graded,
            leftOutText(leftOut),
          ]
            .filter(Boolean)
            .join(' ')}
        </span>
      </p>
      {names.length < 2 ? null : form === 'table' ? (
        <StrongestPairs value={value} place="alone" />
      ) : (
        <div className={styles.matrixRoom}>
          <div className={styles.matrixSide}>
            <div className={styles.tools}>
              <Segmented label={text.order} value={order} choices={ORDERS} onChange={setOrder} />
            </div>
            <MatrixPlot
              names={shownNames}
              value={at}
              label={text.label(
                names.length,
                strongest ? text.strongest(strongest.a, strongest.b, rText(strongest.r, 2)) : '',
              )}
              reading={reading}
              note={text.hint}
              scale={text.scale}
              largest={LARGEST}
              onOpen={(line, column) => openPair(shownNames[column], shownNames[line])}
            />
          </div>
          <StrongestPairs value={value} place="beside" />
        </div>
      )}
    </>
  )
}

function leftOutText(leftOut: readonly LeftOutColumn[]): string {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))]
  const parts = reasons.map((reason) =>
    text.left(
      reason,
      leftOut.filter((column) => column.reason === reason).map(({ name }) => name),
    ),
  )
  return parts.length > 0 ? text.leftOut(parts) : ''
}
