import { exploreText } from '../../text/explore'
import { shareOf, shareText } from './column-words'
import styles from './Explore.module.css'
import { TableRoom } from './TableRoom'
import { countLabels, rowsText, statisticsOf, sumOf, type PairOf } from './pair-words'
import { Statistics } from './Statistics'

const text = exploreText.pair

/** The darkest ground that the text on it still reads on. */
const DARKEST = 34

/** Two categories: a table whose cells are shaded by the share within their line. */
export function CountsPairPicture({ pair }: { pair: PairOf<'counts'> }) {
  const { x, y, rows, counts } = pair
  const lines = countLabels(pair.categoriesX)
  const heads = countLabels(pair.categoriesY)
  const totals = heads.map((_, j) => sumOf(counts.map((line) => line[j])))
  return (
    <>
      <TableRoom label={text.countsCaption(x.name, y.name, rows.both)}>
        <table className={styles.shaded}>
          <caption>{text.countsCaption(x.name, y.name, rows.both)}</caption>
          <thead>
            <tr>
              <th scope="col">{x.name}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {y.name} {head}
                </th>
              ))}
              <th scope="col" className={styles.number}>
                {text.heads.rows}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <tr key={line}>
                <th scope="row">{line}</th>
                {heads.map((head, j) => (
                  <ShareCell key={head} part={counts[i][j]} whole={sumOf(counts[i])} />
                ))}
                <td className={styles.number}>{rowsText(sumOf(counts[i]))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{text.total}</th>
              {heads.map((head, j) => (
                <ShareCell key={head} part={totals[j]} whole={rows.both} />
              ))}
              <td className={styles.number}>{rowsText(rows.both)}</td>
            </tr>
          </tfoot>
        </table>
      </TableRoom>
      <Statistics statistics={statisticsOf(pair)} />
    </>
  )
}

function ShareCell({ part, whole }: { part: number; whole: number }) {
  const share = shareOf(part, whole)
  return (
    <td
      className={styles.shadedCell}
      style={{
        background: `color-mix(in srgb, var(--plot-ink) ${(DARKEST * share).toFixed(1)}%, var(--bg-panel))`,
      }}
    >
      <b>{shareText(share)}</b>
      <span>{rowsText(part)}</span>
    </td>
  )
}
