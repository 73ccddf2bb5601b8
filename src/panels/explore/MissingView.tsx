import type { Dataset } from '../../engine/data/dataset'
import type { MissingPatterns } from '../../engine/data/missing/patterns'
import { useExploring } from '../../stores/exploring'
import { exploreText } from '../../text/explore'
import { count } from '../../widgets/numbers'
import { ShareBars } from '../../widgets/plots/ShareBars'
import { Awaited } from './Awaited'
import { shareOf, shareText } from './column-words'
import styles from './Explore.module.css'
import { TableRoom } from './TableRoom'
import { GapRelation } from './GapRelation'
import { columnsWithGaps, missingTogether, patternWidth } from './missing-shape'
import { PatternTable } from './PatternTable'
import { usePicture } from './use-picture'

const text = exploreText.missing
const MOST_BARS = 30
const MOST_TOGETHER = 8

/** What is missing: how much of each column, which gaps come together, and what goes with a gap. */
export function MissingView({ dataset }: { dataset: Dataset }) {
  const picture = usePicture('missing-patterns', {}, dataset)
  return (
    <Awaited
      picture={picture}
      renderValue={(patterns) => <Missing dataset={dataset} patterns={patterns} />}
    />
  )
}

function Missing({ dataset, patterns }: { dataset: Dataset; patterns: MissingPatterns }) {
  const { rows, columns, completeRows } = patterns
  const gaps = columnsWithGaps(patterns)
  if (gaps.length === 0) return <p className={styles.facts}>{text.none(rows, columns.length)}</p>
  return (
    <>
      <p className={styles.facts}>
        <b>{text.complete(completeRows, rows, columns.length)}</b>
        <span className={styles.quiet}>{text.consequences(rows - completeRows)}</span>
      </p>
      <div className={styles.missingRoom}>
        <div className={styles.gapSide}>
          <section aria-label={text.byColumn}>
            <h2>{text.byColumn}</h2>
            <ByColumn patterns={patterns} />
          </section>
          <section aria-label={text.together} className={styles.block}>
            <h2>{text.together}</h2>
            <Together patterns={patterns} />
          </section>
        </div>
        <section
          aria-label={text.patterns}
          className={styles.patternSide}
          style={{ flexBasis: patternWidth(gaps.length) }}
        >
          <h2>{text.patterns}</h2>
          <PatternTable patterns={patterns} />
        </section>
      </div>
      <section aria-label={text.relation} className={styles.block}>
        <h2>{text.relation}</h2>
        <GapRelation dataset={dataset} gaps={gaps} />
      </section>
    </>
  )
}

function ByColumn({ patterns }: { patterns: MissingPatterns }) {
  const form = useExploring((state) => state.form)
  const gaps = columnsWithGaps(patterns)
  const complete = patterns.columns.length - gaps.length
  const share = (missing: number) => shareText(shareOf(missing, patterns.rows))
  return (
    <>
      {form === 'table' ? (
        <table className={styles.table}>
          <caption>{text.byColumnCaption(patterns.rows)}</caption>
          <thead>
            <tr>
              <th scope="col">{text.heads.column}</th>
              <th scope="col" className={styles.number}>
                {text.heads.missing}
              </th>
              <th scope="col" className={styles.number}>
                {text.heads.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {gaps.map(({ name, missing }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className={styles.number}>{count(missing)}</td>
                <td className={styles.number}>{share(missing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <ShareBars
          label={text.byColumnCaption(patterns.rows)}
          bars={gaps.slice(0, MOST_BARS).map(({ name, missing }) => ({
            label: name,
            count: count(missing),
            share: share(missing),
            filled: missing / patterns.rows,
          }))}
        />
      )}
      {form === 'picture' && gaps.length > MOST_BARS ? (
        <p className={styles.quiet}>{text.moreBars(gaps.length - MOST_BARS)}</p>
      ) : null}
      {complete > 0 ? <p className={styles.quiet}>{text.alsoComplete(complete)}</p> : null}
    </>
  )
}

function Together({ patterns }: { patterns: MissingPatterns }) {
  if (!patterns.pairs) return <p className={styles.quiet}>{text.togetherTooMany}</p>
  const pairs = missingTogether(patterns)
  if (pairs.length === 0) return <p className={styles.quiet}>{text.togetherNone}</p>
  return (
    <TableRoom label={text.togetherCaption}>
      <table className={styles.table}>
        <caption>{text.togetherCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.togetherHeads.first}</th>
            <th scope="col">{text.togetherHeads.second}</th>
            <th scope="col" className={styles.number}>
              {text.togetherHeads.both}
            </th>
            <th scope="col" className={styles.number}>
              {text.togetherHeads.either}
            </th>
            <th scope="col" className={styles.number}>
              {text.togetherHeads.overlap}
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, MOST_TOGETHER).map(({ a, b, both, either }) => (
            <tr key={`${a} ${b}`}>
              <th scope="row">{a}</th>
              <td>{b}</td>
              <td className={styles.number}>{count(both)}</td>
              <td className={styles.number}>{count(either)}</td>
              <td className={styles.number}>{shareText(both / either)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableRoom>
  )
}
