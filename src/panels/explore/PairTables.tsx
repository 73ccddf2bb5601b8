import { exploreText } from '../../text/explore'
import styles from './Explore.module.css'
import {
  countLabels,
  rowsText,
  sidesOf,
  statisticsOf,
  sumOf,
  type PairOf,
  type Statistic,
} from './pair-words'
import { binText, valueText } from './value-words'

const text = exploreText.pair

function StatisticsTable({ statistics }: { statistics: readonly Statistic[] }) {
  return (
    <table className={styles.table}>
      <caption>{text.statistics}</caption>
      <thead>
        <tr>
          <th scope="col">{text.heads.statistic}</th>
          <th scope="col" className={styles.number}>
            {text.heads.value}
          </th>
          <th scope="col">{text.heads.from}</th>
        </tr>
      </thead>
      <tbody>
        {statistics.map(({ label, value, from }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className={styles.number}>{value}</td>
            <td>{from}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Correlations, means of y by range of x, and the counts of the cells that hold rows. */
export function NumbersTables({ pair }: { pair: PairOf<'numbers'> }) {
  const { x, y, rows, grid, means } = pair
  const columns = grid.x.edges.length - 1
  const cells = grid.counts.flatMap((count, at) =>
    count > 0 ? [{ count, i: at % columns, j: Math.floor(at / columns) }] : [],
  )
  return (
    <div className={styles.tables} role="region" aria-label={exploreText.table} tabIndex={0}>
      <StatisticsTable statistics={statisticsOf(pair)} />
      {means.length > 0 ? (
        <table className={styles.table}>
          <caption>{text.meansCaption(x.name, y.name, rows.both)}</caption>
          <thead>
            <tr>
              <th scope="col">{text.heads.range(x.name)}</th>
              <th scope="col" className={styles.number}>
                {text.heads.rows}
              </th>
              <th scope="col" className={styles.number}>
                {text.heads.meanOf(y.name)}
              </th>
              <th scope="col" className={styles.number}>
                {text.heads.interval}
              </th>
            </tr>
          </thead>
          <tbody>
            {means.map((mean) => (
              <tr key={mean.from}>
                <th scope="row">{`${valueText(x.kind, mean.from, 4)} to ${valueText(x.kind, mean.to, 4)}`}</th>
                <td className={styles.number}>{rowsText(mean.rows)}</td>
                <td className={styles.number}>{valueText(y.kind, mean.y, 4)}</td>
                <td className={styles.number}>
                  {mean.interval
                    ? `${valueText(y.kind, mean.interval[0], 4)} to ${valueText(y.kind, mean.interval[1], 4)}`
                    : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={styles.quiet}>{text.tooFew}</p>
      )}
      <table className={styles.table}>
        <caption>{text.gridCaption(x.name, y.name, rows.both)}</caption>
        <thead>
          <tr>
            <th scope="col">{x.name}</th>
            <th scope="col">{y.name}</th>
            <th scope="col" className={styles.number}>
              {text.heads.rows}
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ count, i, j }) => (
            <tr key={`${i} ${j}`}>
              <td>{binText(grid.x, i)}</td>
              <td>{binText(grid.y, j)}</td>
              <td className={styles.number}>{rowsText(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One line a category. */
export function GroupsTable({ pair }: { pair: PairOf<'groups'> }) {
  const { number, category } = sidesOf(pair)
  const value = (of: number) => valueText(number.kind, of, 4)
  const heads = [
    text.heads.rows,
    text.heads.mean,
    text.heads.interval,
    text.heads.sd,
    text.heads.q1,
    text.heads.median,
    text.heads.q3,
  ]
  return (
    <div className={styles.tables} role="region" aria-label={exploreText.table} tabIndex={0}>
      <table className={styles.table}>
        <caption>{text.groupsCaption(number.name, category.name, pair.rows.both)}</caption>
        <thead>
          <tr>
            <th scope="col">{category.name}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className={styles.number}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pair.groups.map((group) => (
            <tr key={group.label}>
              <th scope="row">{group.label}</th>
              <td className={styles.number}>{rowsText(group.rows)}</td>
              <td className={styles.number}>{value(group.mean)}</td>
              <td className={styles.number}>
                {group.interval ? `${value(group.interval[0])} to ${value(group.interval[1])}` : '–'}
              </td>
              <td className={styles.number}>{number.kind === 'date' ? '–' : value(group.sd)}</td>
              <td className={styles.number}>{value(group.q1)}</td>
              <td className={styles.number}>{value(group.median)}</td>
              <td className={styles.number}>{value(group.q3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pair.others.categories > 0 ? (
        <p className={styles.quiet}>{text.moreGroups(pair.others.categories, pair.others.count)}</p>
      ) : null}
      <StatisticsTable statistics={statisticsOf(pair)} />
    </div>
  )
}

/** Rows by both categories, with the sums of lines and columns. */
export function CountsTable({ pair }: { pair: PairOf<'counts'> }) {
  const { x, y, rows, counts } = pair
  const lines = countLabels(pair.categoriesX)
  const heads = countLabels(pair.categoriesY)
  return (
    <div className={styles.tables} role="region" aria-label={exploreText.table} tabIndex={0}>
      <table className={styles.table}>
        <caption>{text.countsTable(x.name, y.name, rows.both)}</caption>
        <thead>
          <tr>
            <th scope="col">{x.name}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className={styles.number}>
                {head}
              </th>
            ))}
            <th scope="col" className={styles.number}>
              {text.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              {heads.map((head, j) => (
                <td key={head} className={styles.number}>
                  {rowsText(counts[i][j])}
                </td>
              ))}
              <td className={styles.number}>{rowsText(sumOf(counts[i]))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text.total}</th>
            {heads.map((head, j) => (
              <td key={head} className={styles.number}>
                {rowsText(sumOf(counts.map((line) => line[j])))}
              </td>
            ))}
            <td className={styles.number}>{rowsText(rows.both)}</td>
          </tr>
        </tbody>
      </table>
      <StatisticsTable statistics={statisticsOf(pair)} />
    </div>
  )
}
