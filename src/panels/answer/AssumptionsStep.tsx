import { Check } from 'lucide-react'
import { addEdge } from '../../document/commands/graph-commands'
import { copyGraph } from '../../document/commands/project-commands'
import { agreeAssumption } from '../../document/commands/question-commands'
import { bidirected, edgeId, type Variable } from '../../engine/graph/graph'
import { runCommand, useProject } from '../../stores/project'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import styles from './AssumptionsStep.module.css'
import { Step } from './Step'
import type { StepState } from './steps'
import type { Situation } from './use-situation'

const text = answerText.assumptions

/** A copy of the graph in which the two share a hidden cause, shown at once. */
function tryHiddenCause(at: Situation, treatment: Variable, outcome: Variable) {
  const name = text.whatIfName(treatment.name, outcome.name)
  if (!runCommand(copyGraph, { graphId: at.entry.id, newId: 'what-if', name })) return
  const copy = useProject.getState().history.present.graphs.at(-1)
  if (!copy || !runCommand(addEdge, { graphId: copy.id, edge: bidirected(treatment.id, outcome.id) })) return
  useView.getState().showGraph(copy.id)
}

/** What has to be believed, each statement with its own "I agree". */
export function AssumptionsStep({ at, state }: { at: Situation; state: StepState }) {
  const { assumptions, treatment, outcome } = at
  const hidden = treatment && outcome && edgeId(bidirected(treatment.id, outcome.id))
  const hasHidden = at.graph.edges.some((edge) => edgeId(edge) === hidden)
  return (
    <Step
      name="assumptions"
      state={state}
      stale={at.stale}
      meta={assumptions.length > 0 ? text.toConfirm(at.standing.unconfirmed) : undefined}
    >
      {assumptions.length === 0 ? <p>{text.waiting}</p> : null}
      <ul className={styles.list}>
        {assumptions.map(({ id, statement }) => {
          const agreed = at.project.agreed.includes(statement)
          return (
            <li key={id} data-assumption={id} data-agreed={agreed}>
              <div className={styles.statement}>
                <p>{statement}</p>
                {id === 'no-hidden-cause' &&
                at.standing.verdict === 'identified' &&
                treatment &&
                outcome &&
                !hasHidden ? (
                  <button
                    type="button"
                    className={styles.link}
                    onClick={() => tryHiddenCause(at, treatment, outcome)}
                  >
                    {text.whatIf}
                  </button>
                ) : null}
              </div>
              <Button
                size="sm"
                pressed={agreed}
                icon={agreed ? <Check size={14} strokeWidth={1.75} aria-hidden /> : undefined}
                tone={agreed ? 'quiet' : 'plain'}
                label={`${agreed ? text.agreed : text.agree}: ${statement}`}
                onPress={() => runCommand(agreeAssumption, { statement, agreed: !agreed })}
              >
                {agreed ? text.agreed : text.agree}
              </Button>
            </li>
          )
        })}
      </ul>
    </Step>
  )
}
