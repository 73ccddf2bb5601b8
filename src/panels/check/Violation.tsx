import { addEdge } from '../../document/commands/graph-commands'
import { edgeWords } from '../../document/edge-words'
import type { ImplicationReport, ImplicationTest } from '../../engine/estimate/implications/report'
import { implicationKey } from '../../stores/implication-tests'
import { runCommand, useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import styles from './Check.module.css'
import { contradictionWords, edgeOfMend, implicationWords, variablesOf } from './test-words'
import { useClaimMark } from './use-claim-mark'

interface ViolationProps {
  test: ImplicationTest
  report: ImplicationReport
  /** Shows what would mend it. */
  open: boolean
  onMended: () => void
}

/** One claim that the data contradict, by how much, and what would mend it. */
export function Violation({ test, report, open, onMended }: ViolationProps) {
  const entry = useShownGraph()
  const { graph } = entry
  const { handlers } = useClaimMark(implicationKey(test.implication), variablesOf(test.implication))
  const { shown, spoken } = implicationWords(graph, test.implication)
  const said = contradictionWords(test, report.tests.length, report.correction)
  return (
    <li className={styles.violation} data-violation={shown}>
      <button type="button" className={styles.claim} aria-label={`${spoken}. ${said}`} {...handlers}>
        <span className={styles.head}>
          <span className={styles.mark} aria-hidden>
            !
          </span>
          <strong>{shown}</strong>
        </span>
        <span className={styles.detail}>{said}</span>
      </button>
      {open && !entry.locked && (graph.kind === 'dag' || graph.kind === 'admg') ? (
        <div className={styles.mends} role="group" aria-label={text.mends}>
          {test.mends.length === 0 ? <p className={styles.small}>{text.noMend}</p> : null}
          {test.mends.map((mend) => {
            const words = edgeWords(graph, edgeOfMend(mend))
            return (
              <div key={words} className={styles.mend}>
                <Button
                  size="sm"
                  onPress={() => {
                    if (runCommand(addEdge, { graphId: entry.id, edge: edgeOfMend(mend) })) onMended()
                  }}
                >
                  {text.addEdge(words)}
                </Button>
                <span className={styles.small}>
                  {text.mendDetail(mend.mends, report.violations, mend.givesUp)}
                </span>
              </div>
            )
          })}
        </div>
      ) : null}
    </li>
  )
}
