import { ArrowLeftRight } from 'lucide-react'
import type { Dataset } from '../../engine/data/dataset'
import type { PairDescription } from '../../engine/data/summary/describe-pair'
import { useExploring } from '../../stores/exploring'
import { exploreText } from '../../text/explore'
import { IconButton } from '../../widgets/IconButton'
import { Awaited } from './Awaited'
import { ColumnChooser, useDrawableChoices } from './ColumnChooser'
import { CountsPairPicture } from './CountsPairPicture'
import { pairShown } from './drawable'
import styles from './Explore.module.css'
import { GroupsPairPicture } from './GroupsPairPicture'
import { NumbersPairPicture } from './NumbersPairPicture'
import { CountsTable, GroupsTable, NumbersTables } from './PairTables'
import { SEED } from './sampling-seed'
import { usePicture } from './use-picture'
import { useQuestionColumns } from './use-question-columns'

const text = exploreText.pair

/** Two columns against each other; the question's treatment and outcome to begin with. */
export function PairView({ dataset }: { dataset: Dataset }) {
  const x = useExploring((state) => state.x)
  const y = useExploring((state) => state.y)
  const pair = pairShown(dataset, { x, y }, useQuestionColumns())
  const picture = usePicture('describe-pair', pair && { ...pair, seed: SEED }, dataset)
  const choices = useDrawableChoices(dataset)
  if (!pair) return <p className={styles.empty}>{text.none}</p>
  const choose = (side: 'x' | 'y') => (name: string) => {
    // Choosing the other side's column swaps them.
    const other = side === 'x' ? pair.y : pair.x
    const kept = name === other ? (side === 'x' ? pair.x : pair.y) : other
    useExploring.setState(side === 'x' ? { x: name, y: kept } : { x: kept, y: name })
  }
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.axisChoice}>
          <span aria-hidden>{text.x}</span>
          <ColumnChooser label={text.x} choices={choices} chosen={pair.x} onChoose={choose('x')} />
        </span>
        <IconButton
          label={text.swap}
          icon={<ArrowLeftRight size={14} strokeWidth={1.75} />}
          onPress={() => useExploring.setState({ x: pair.y, y: pair.x })}
        />
        <span className={styles.axisChoice}>
          <span aria-hidden>{text.y}</span>
          <ColumnChooser label={text.y} choices={choices} chosen={pair.y} onChoose={choose('y')} />
        </span>
      </div>
      <Awaited picture={picture} renderValue={(value) => <Pair pair={value} />} />
    </>
  )
}

function Pair({ pair }: { pair: PairDescription }) {
  const form = useExploring((state) => state.form)
  const { rows, x, y } = pair
  const lacking = text.lacking([
    [x.name, x.missing],
    [y.name, y.missing],
  ])
  return (
    <div className={styles.pair} data-pair={`${x.name} ${y.name}`}>
      <p className={styles.facts}>
        <b>{text.facts(rows.both, rows.total)}</b>
        {lacking ? <span className={styles.quiet}>{lacking}</span> : null}
      </p>
      {form === 'table' ? <PairAsTables pair={pair} /> : <PairAsPicture pair={pair} />}
    </div>
  )
}

function PairAsPicture({ pair }: { pair: PairDescription }) {
  if (pair.form === 'numbers') return <NumbersPairPicture pair={pair} />
  return pair.form === 'groups' ? <GroupsPairPicture pair={pair} /> : <CountsPairPicture pair={pair} />
}

function PairAsTables({ pair }: { pair: PairDescription }) {
  if (pair.form === 'numbers') return <NumbersTables pair={pair} />
  return pair.form === 'groups' ? <GroupsTable pair={pair} /> : <CountsTable pair={pair} />
}
