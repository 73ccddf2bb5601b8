import { ArrowLeftRight, ClipboardCopy, X } from 'lucide-react'
import { useMemo } from 'react'
import { classDistance } from '../../engine/discover/classes/compare-classes'
import { useComparing } from '../../stores/comparing'
import { useComparison, type Comparison } from '../../stores/comparison'
import { usePresent } from '../../stores/project'
import { useView } from '../../stores/view'
import { compareText as text } from '../../text/compare'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { count, percent } from '../../widgets/numbers'
import { Select } from '../../widgets/Select'
import styles from './Compare.module.css'
import { comparisonTable } from './comparison-table'
import { PairList } from './PairList'

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Two graphs beside each other in numbers and pair by pair, while the canvas shows both. */
export function ComparePanel() {
  const comparison = useComparison()
  const end = useComparing((state) => state.end)
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2>{text.title}</h2>
        <IconButton label={text.close} icon={<X size={16} strokeWidth={1.75} />} onPress={end} />
      </header>
      {comparison ? (
        <div className={styles.scroll}>
          <GraphChoice comparison={comparison} />
          <Distance comparison={comparison} />
          <PairList comparison={comparison} />
        </div>
      ) : null}
    </div>
  )
}

function GraphChoice({ comparison: { left, right } }: { comparison: Comparison }) {
  const { graphs } = usePresent()
  const start = useComparing((state) => state.start)
  const choices = (other: string) =>
    graphs.filter(({ id }) => id !== other).map(({ id, name }) => ({ id, label: name }))
  return (
    <div className={styles.choice}>
      <span className={styles.letter} aria-hidden>
        A
      </span>
      <Select
        label={text.left}
        value={left.id}
        choices={choices(right.id)}
        onChange={(id) => start(id, right.id)}
        className={styles.select}
      />
      <IconButton
        label={text.swap}
        icon={<ArrowLeftRight {...icon} />}
        onPress={() => start(right.id, left.id)}
      />
      <span className={styles.letter} aria-hidden>
        B
      </span>
      <Select
        label={text.right}
        value={right.id}
        choices={choices(left.id)}
        onChange={(id) => start(left.id, id)}
        className={styles.select}
      />
    </div>
  )
}

function Distance({ comparison: { left, right, compared } }: { comparison: Comparison }) {
  const classes = useMemo(() => classDistance(left.graph, right.graph), [left.graph, right.graph])
  const outside = compared.counts['outside-left'] + compared.counts['outside-right']
  const share = (value: number | null) => (value === null ? text.ofNone : percent(value))
  const copy = async () => {
    const { notify } = useView.getState()
    try {
      await navigator.clipboard.writeText(comparisonTable(left, right, compared))
      notify({ tone: 'info', text: text.copied })
    } catch {
      notify({ tone: 'blocked', text: text.copyFailed })
    }
  }
  return (
    <section className={styles.section} aria-label={text.distance}>
      <header className={styles.sectionHead}>
        <h3>{text.distance}</h3>
        <span className={styles.meta}>{text.distanceMeta(compared.shared)}</span>
      </header>
      <p className={styles.key}>
        <strong data-shd={compared.shd}>{count(compared.shd)}</strong>
        <span>{text.distanceLine(compared.shd)}</span>
      </p>
      <p className={styles.note}>{text.distanceNote}</p>
      {outside > 0 ? <p className={styles.note}>{text.outsideNote(outside)}</p> : null}
      <dl className={styles.facts}>
        <div>
          <dt>{text.facts.classes}</dt>
          <dd>
            {classes === null ? <span className={styles.meta}>{text.classesNone}</span> : count(classes)}
          </dd>
        </div>
        <div>
          <dt>{text.facts.precision}</dt>
          <dd>{share(compared.skeletonPrecision)}</dd>
        </div>
        <div>
          <dt>{text.facts.recall}</dt>
          <dd>{share(compared.skeletonRecall)}</dd>
        </div>
      </dl>
      {classes === null ? null : <p className={styles.note}>{text.classesNote}</p>}
      <Button
        size="sm"
        icon={<ClipboardCopy {...icon} />}
        onPress={() => void copy()}
        className={styles.copy}
      >
        {text.copy}
      </Button>
    </section>
  )
}
