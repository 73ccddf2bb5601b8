import { useMemo } from 'react'
import type { Dataset } from '../../engine/data/dataset'
import type { GapContrasts } from '../../engine/data/summary/gap-contrasts'
import { useExploring } from '../../stores/exploring'
import { exploreText } from '../../text/explore'
import { range, signed } from '../../widgets/numbers'
import { along, forestAxis } from '../../widgets/plots/axis'
import { Awaited } from './Awaited'
import { ColumnChooser, columnChoices } from './ColumnChooser'
import styles from './Explore.module.css'
import { TableRoom } from './TableRoom'
import { comparedText, differs, hintText, sideTexts } from './gap-words'
import type { GapColumn } from './missing-shape'
import { usePicture } from './use-picture'

const text = exploreText.missing
const MOST_LINES = 40

/** How the other columns differ between rows with and without one column. */
export function GapRelation({ dataset, gaps }: { dataset: Dataset; gaps: readonly GapColumn[] }) {
  const column = useExploring((state) => state.column)
  const partly = gaps.filter(({ missing }) => missing < dataset.rows)
  const chosen = partly.find(({ name }) => name === column)?.name ?? partly[0]?.name
  const choices = useMemo(() => {
    const names = new Set(gaps.map(({ name }) => name))
    return columnChoices(dataset.columns.filter(({ name }) => names.has(name)))
  }, [dataset, gaps])
  const picture = usePicture('gap-contrasts', chosen === undefined ? null : { name: chosen }, dataset)
  if (chosen === undefined) return null
  return (
    <>
      <div className={styles.tools}>
        <span className={styles.axisChoice}>
          <span aria-hidden>{text.of}</span>
          <ColumnChooser
            label={text.chooseColumn}
            choices={choices}
            chosen={chosen}
            onChoose={(name) => useExploring.setState({ column: name })}
          />
        </span>
      </div>
      <Awaited
        picture={picture}
        renderValue={(contrasts) => <Relation dataset={dataset} contrasts={contrasts} />}
      />
    </>
  )
}

function Relation({ dataset, contrasts }: { dataset: Dataset; contrasts: GapContrasts }) {
  const form = useExploring((state) => state.form)
  const { column, missing, known } = contrasts
  const lines = contrasts.contrasts.slice(0, MOST_LINES)
  const axis = forestAxis(lines.map(({ standardised, interval }) => ({ point: standardised, interval })))
  return (
    <>
      <p className={styles.hint}>{hintText(contrasts)}</p>
      <p className={styles.quiet}>
        {text.relationWhat(column, missing, known)} {text.chance(contrasts.contrasts.length)}
      </p>
      <TableRoom label={text.relationCaption(column)}>
        <table className={styles.table}>
          <caption>{text.relationCaption(column)}</caption>
          <thead>
            <tr>
              <th scope="col">{text.heads.compared}</th>
              <th scope="col" className={styles.number}>
                {text.heads.inGaps(column)}
              </th>
              <th scope="col" className={styles.number}>
                {text.heads.inKnown(column)}
              </th>
              <th scope="col" className={form === 'table' ? styles.number : undefined} colSpan={2}>
                {text.heads.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((contrast) => {
              const { standardised, interval } = contrast
              const sides = sideTexts(dataset, contrast)
              const at = (value: number) =>
                `${(100 * Math.min(1, Math.max(0, along(axis, value)))).toFixed(2)}%`
              return (
                <tr key={comparedText(contrast)} data-differs={differs(contrast)}>
                  <th scope="row">{comparedText(contrast)}</th>
                  <td className={styles.number}>{sides.inGaps}</td>
                  <td className={styles.number}>{sides.inKnown}</td>
                  {form === 'table' ? null : (
                    <td className={styles.contrast}>
                      {Number.isNaN(standardised) ? null : (
                        <svg width="100%" height="16" aria-hidden>
                          <line className={styles.zero} x1={at(0)} x2={at(0)} y1="0" y2="16" />
                          {interval ? (
                            <line
                              className={styles.contrastLine}
                              x1={at(interval[0])}
                              x2={at(interval[1])}
                              y1="8"
                              y2="8"
                            />
                          ) : null}
                          <circle className={styles.contrastDot} cx={at(standardised)} cy="8" r="4" />
                        </svg>
                      )}
                    </td>
                  )}
                  <td className={styles.number} colSpan={form === 'table' ? 2 : 1}>
                    {Number.isNaN(standardised) ? '–' : signed(standardised, 2)}
                    {interval ? (
                      <span className={styles.quiet}> ({range(interval[0], interval[1], 2)})</span>
                    ) : null}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableRoom>
    </>
  )
}
