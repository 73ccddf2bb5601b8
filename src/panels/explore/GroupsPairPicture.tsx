import { exploreText } from '../../text/explore'
import { GroupStrips } from '../../widgets/plots/GroupStrips'
import styles from './Explore.module.css'
import { meanText, sidesOf, statisticsOf, type PairOf } from './pair-words'
import { Statistics } from './Statistics'
import { binTicks } from './value-words'

const text = exploreText.pair

/** A column of numbers within each category: histograms over one axis, each with its mean. */
export function GroupsPairPicture({ pair }: { pair: PairOf<'groups'> }) {
  const { number, category } = sidesOf(pair)
  if (pair.rows.both === 0) return null
  return (
    <>
      <GroupStrips
        edges={pair.bins.edges}
        ticks={binTicks(pair.bins, number.kind === 'date' ? 4 : 6)}
        groups={pair.groups.map((group) => ({
          label: group.label,
          detail: exploreText.n(group.rows),
          value: meanText(number.kind, group.mean, group.interval),
          counts: group.counts,
          mean: group.mean,
          interval: group.interval,
        }))}
        axisName={number.name}
        label={text.groupsLabel(number.name, category.name, pair.rows.both)}
        valueHead={`${text.heads.meanOf(number.name)} (${text.heads.interval})`}
      />
      <p className={styles.quiet}>
        {text.groupsWhat}
        {pair.others.categories > 0 ? ` ${text.moreGroups(pair.others.categories, pair.others.count)}` : ''}
      </p>
      <Statistics statistics={statisticsOf(pair)} />
    </>
  )
}
