import { useEffect, useRef } from 'react'
import { variableOfColumn } from '../../document/columns'
import { columnNamed } from '../../engine/data/dataset'
import type { ColumnDescription } from '../../engine/data/summary/describe-columns'
import { useData } from '../../stores/data'
import { useExploring } from '../../stores/exploring'
import { useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { exploreText } from '../../text/explore'
import { Button } from '../../widgets/Button'
import { count } from '../../widgets/numbers'
import { Histogram } from '../../widgets/plots/Histogram'
import { ShareBars } from '../../widgets/plots/ShareBars'
import { KindIcon } from '../data/kinds'
import { beyondText, categoryBars, histogramBars, shareOf, shareText } from './column-words'
import { ColumnChooser, type ColumnChoices } from './ColumnChooser'
import styles from './Explore.module.css'
import { binTicks, valueBeside } from './value-words'

const text = exploreText.columns
const HEIGHT = 76
const TICKS = { number: 4, date: 3 }

/** One column at a glance. Its name selects its variable in the graph. */
export function ColumnCard({ column, others }: { column: ColumnDescription; others: ColumnChoices }) {
  const { name, known, missing, rows } = column
  const marked = useExploring((state) => state.column === name)
  const { graph } = useShownGraph()
  const { dataset } = useData()
  const ref = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (marked) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const source = dataset && columnNamed(dataset, name)
  const variable = source && variableOfColumn(graph, source)
  const choose = () => {
    useExploring.setState({ column: name })
    useView.getState().select({ variables: variable ? [variable.id] : [] })
  }
  const pairable = column.kind !== 'id' && others.length > 1
  return (
    <li ref={ref} className={styles.card} data-card={name} data-marked={marked}>
      <div className={styles.cardHead}>
        <span className={styles.cardKind}>
          <KindIcon kind={column.kind} />
        </span>
        <button
          type="button"
          className={styles.cardName}
          aria-pressed={marked}
          title={name}
          aria-label={variable ? text.mark(name) : text.notInGraph(name)}
          onClick={choose}
        >
          {name}
        </button>
        {pairable ? (
          <ColumnChooser
            label={text.pairWithOf(name)}
            choices={others}
            chosen={null}
            tone="quiet"
            size="sm"
            onChoose={(y) => useExploring.setState({ view: 'pair', x: name, y })}
          >
            {text.pairWith}
          </ColumnChooser>
        ) : null}
      </div>
      <p className={styles.cardFacts}>
        <span>{exploreText.nOf(known, rows)}</span>
        {missing > 0 ? (
          <Button
            tone="quiet"
            size="sm"
            className={styles.cardMissing}
            onPress={() => useExploring.setState({ view: 'missing', column: name })}
          >
            {text.missing(`${count(missing)} (${shareText(shareOf(missing, rows))})`)}
          </Button>
        ) : (
          <span className={styles.quiet}>{text.complete}</span>
        )}
        {column.role === 'left-out' ? (
          <span className={styles.quiet}>{column.note ? text.leftOut(column.note) : text.leftOutPlain}</span>
        ) : null}
      </p>
      <Drawing column={column} />
    </li>
  )
}

function Drawing({ column }: { column: ColumnDescription }) {
  const { name, kind, known, histogram, numbers, categories } = column
  if (known === 0) return <p className={styles.quiet}>{text.empty}</p>
  if (kind === 'id') return <p className={styles.quiet}>{text.identifier}</p>
  if (categories)
    return <ShareBars bars={categoryBars(column)} label={text.bars(name, known, categories.parts.length)} />
  if (!histogram || !numbers) return null
  const value = (of: number) => valueBeside(kind, of, numbers.sd)
  const beyond = beyondText(histogram, kind)
  if (numbers.min === numbers.max)
    return <p className={styles.quiet}>{text.constant(value(numbers.min), known)}</p>
  return (
    <>
      <Histogram
        bars={histogramBars(histogram, known)}
        ticks={binTicks(histogram, kind === 'date' ? TICKS.date : TICKS.number)}
        height={HEIGHT}
        label={text.summary(name, known, value(numbers.min), value(numbers.max), value(numbers.median))}
      >
        {beyond || <>&nbsp;</>}
      </Histogram>
      <dl className={styles.numbers}>
        <div>
          <dt>{text.mean}</dt>
          <dd>{value(numbers.mean)}</dd>
        </div>
        {kind === 'date' ? null : (
          <div>
            <dt>{text.sd}</dt>
            <dd>{value(numbers.sd)}</dd>
          </div>
        )}
        <div>
          <dt>{text.median}</dt>
          <dd>{value(numbers.median)}</dd>
        </div>
        <div className={styles.wide}>
          <dt>{text.quartiles}</dt>
          <dd>{text.to(value(numbers.q1), value(numbers.q3))}</dd>
        </div>
      </dl>
    </>
  )
}
