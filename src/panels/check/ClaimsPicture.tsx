import type { ImplicationReport, ImplicationTest } from '../../engine/estimate/implications/report'
import { nameOf, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { showForm, useChecking } from '../../stores/checking'
import { implicationKey } from '../../stores/implication-tests'
import { useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import { count } from '../../widgets/numbers'
import { useFirst } from '../../widgets/use-first'
import { ForestPlot, type ForestRow } from '../../widgets/plots/ForestPlot'
import { TableToggle } from '../../widgets/TableToggle'
import styles from './Check.module.css'
import { effectWords, implicationWords, pText, rowsWords, sizeText } from './test-words'

/** Rows of the picture; the table holds all. */
const DRAWN = 12
/** Rows of the table at first, and more each time they are asked for. */
const LISTED = 100

function forestRow(graph: CausalGraph, test: ImplicationTest): ForestRow {
  const { effect, implication, violated } = test
  const name = (id: VariableId) => nameOf(graph, id)
  return {
    id: implicationKey(implication),
    label:
      implication.kind === 'independence'
        ? text.pair(name(implication.a), name(implication.b))
        : text.tetradPlot([...implication.left, ...implication.right].map(name)),
    detail:
      implication.kind === 'independence'
        ? text.given(implication.given.map(name).toSorted((a, b) => a.localeCompare(b)))
        : undefined,
    target: violated ? 'on-target' : 'off-target',
    shape: 'dot',
    content: {
      kind: 'value',
      point: effect.value,
      interval: effect.interval,
      pointText: sizeText(effect.value, 2),
      intervalText: effectWords(test),
    },
  }
}

/** How far from independent each claim is: on one axis, or as a table. */
export function ClaimsPicture({ report }: { report: ImplicationReport }) {
  const { graph } = useShownGraph()
  const asTable = useChecking((state) => state.form === 'table')
  const { tests } = report
  const drawn = tests.slice(0, DRAWN)
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.small}>
        {text.plot} ({rowsWords(report)})
        {!asTable && drawn.length < tests.length ? `. ${text.plotCut(drawn.length, tests.length)}` : ''}
      </figcaption>
      {asTable ? (
        <ClaimsTable graph={graph} report={report} />
      ) : (
        <div className={styles.forest}>
          <ForestPlot
            rows={drawn.map((test) => forestRow(graph, test))}
            axisLabel={text.plotAxis}
            label={text.plot}
          />
        </div>
      )}
      <div className={styles.actions}>
        <TableToggle
          label={text.table}
          shown={asTable}
          onChange={(shown) => showForm(shown ? 'table' : 'picture')}
        />
      </div>
    </figure>
  )
}

function ClaimsTable({ graph, report }: { graph: CausalGraph; report: ImplicationReport }) {
  const { head } = text
  const { first, left, more } = useFirst(report.tests, LISTED)
  return (
    <>
      <div className={styles.tableRoom} tabIndex={0} role="region" aria-label={text.plot}>
        <table className={styles.table}>
          <thead>
            <tr>
              {Object.values(head).map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first.map((test) => (
              <tr key={implicationKey(test.implication)} data-violated={test.violated}>
                <th scope="row">{implicationWords(graph, test.implication).shown}</th>
                <td>{sizeText(test.effect.value, 3)}</td>
                <td>{test.effect.interval.map((end) => sizeText(end, 3)).join(' to ')}</td>
                <td>{pText(test.adjustedP).replace('= ', '')}</td>
                <td>{count(test.rows.used)}</td>
                <td>{text.tests[test.test]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 ? (
        <Button size="sm" onPress={more}>
          {text.more}
        </Button>
      ) : null}
    </>
  )
}
