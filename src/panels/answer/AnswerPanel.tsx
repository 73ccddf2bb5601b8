import { answerText } from '../../text/answer'
import styles from './AnswerPanel.module.css'
import { AssumptionsStep } from './AssumptionsStep'
import { EstimateStep } from './EstimateStep'
import { IdentifiedStep } from './IdentifiedStep'
import { NextStepChip } from './NextStepChip'
import { QuestionStep } from './QuestionStep'
import { RefutationStep } from './RefutationStep'
import { SeeDoInPanel } from './SeeDoCard'
import { stepStates } from './steps'
import { useSituation } from './use-situation'

/** The answer as an argument of five steps, read downward; on wide sheets in two columns. */
export function AnswerPanel() {
  const at = useSituation()
  const states = stepStates(at.standing)
  return (
    <div className={styles.panel} role="region" aria-label={answerText.panel} data-answer="">
      <div className={styles.inner}>
        <NextStepChip at={at} />
        <div className={styles.steps}>
          <div className={styles.column}>
            <QuestionStep at={at} state={states.question} />
            <IdentifiedStep at={at} state={states.identified} />
          </div>
          <div className={styles.column}>
            <SeeDoInPanel />
            <EstimateStep at={at} state={states.estimate} />
            <RefutationStep at={at} state={states.refutation} />
            <AssumptionsStep at={at} state={states.assumptions} />
          </div>
        </div>
      </div>
    </div>
  )
}
