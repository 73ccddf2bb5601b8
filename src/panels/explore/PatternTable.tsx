import { useState } from 'react'
import type { MissingPatterns } from '../../engine/data/missing/patterns'
import { exploreText } from '../../text/explore'
import { Button } from '../../widgets/Button'
import { count } from '../../widgets/numbers'
import { shareOf, shareText } from './column-words'
import styles from './Explore.module.css'
import { TableRoom } from './TableRoom'
import { columnsWithGaps, MOST_PATTERN_COLUMNS } from './missing-shape'

const text = exploreText.missing
const FIRST = 15

/** One line a pattern, the most frequent first: a filled square where the column is known, a hollow one where not. */
export function PatternTable({ patterns }: { patterns: MissingPatterns }) {
  const gaps = columnsWithGaps(patterns)
  const shown = gaps.slice(0, MOST_PATTERN_COLUMNS).toSorted((a, b) => a.at - b.at)
  const { others, rows } = patterns
  const [all, setAll] = useState(false)
  const listed = all ? patterns.patterns : patterns.patterns.slice(0, FIRST)
  const more = patterns.patterns.length - listed.length
  return (
    <>
      <p className={styles.key} aria-hidden>
        <span className={styles.square} data-missing={false} /> {text.known}
        <span className={styles.square} data-missing /> {text.isMissing}
      </p>
      <TableRoom label={text.patterns}>
        <table className={styles.patterns}>
          <caption>{text.patternsCaption(patterns.patterns.length + others.patterns, rows)}</caption>
          <thead>
            <tr>
              {shown.map(({ name }) => (
                <th key={name} scope="col" title={name}>
                  <span className={styles.upright}>{name}</span>
                </th>
              ))}
              <th scope="col" className={styles.number}>
                {text.heads.rows}
              </th>
              <th scope="col" className={styles.number}>
                {text.heads.share}
              </th>
            </tr>
          </thead>
          <tbody>
            {listed.map((pattern) => (
              <tr key={pattern.missing.map(Number).join('')} data-complete={!pattern.missing.includes(true)}>
                {shown.map(({ name, at }) => (
                  <td key={name}>
                    <span className={styles.square} data-missing={pattern.missing[at]}>
                      <span className={styles.hidden}>
                        {pattern.missing[at] ? text.isMissing : text.known}
                      </span>
                    </span>
                  </td>
                ))}
                <td className={styles.number}>{count(pattern.rows)}</td>
                <td className={styles.number}>{shareText(shareOf(pattern.rows, rows))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableRoom>
      {more > 0 ? (
        <Button size="sm" tone="quiet" onPress={() => setAll(true)}>
          {text.morePatterns(more)}
        </Button>
      ) : null}
      {others.patterns > 0 ? (
        <p className={styles.quiet}>{text.otherPatterns(others.patterns, others.rows)}</p>
      ) : null}
      {gaps.length > MOST_PATTERN_COLUMNS ? (
        <p className={styles.quiet}>
          {text.moreColumns(gaps.slice(MOST_PATTERN_COLUMNS).map(({ name }) => name))}
        </p>
      ) : null}
    </>
  )
}
