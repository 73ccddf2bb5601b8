import { addStep, changeStep } from '../../../document/commands/data-commands'
import { activeEntry } from '../../../document/project'
import { runCommand, useProject } from '../../../stores/project'
import { dropDraft, redraftStep, useStepDraft, type StepDraft } from '../../../stores/step-draft'
import { stepsText as text } from '../../../text/steps'
import { AnchoredCard } from '../../../widgets/AnchoredCard'
import { Button } from '../../../widgets/Button'
import { StepFields } from './StepFields'
import { StepPreviewBox } from './StepPreviewBox'
import styles from './Steps.module.css'

/** The card in which a step is made or changed, beside what opened it. */
export function StepForm() {
  const draft = useStepDraft((state) => state.draft)
  if (!draft) return null
  return (
    <AnchoredCard anchor={draft.anchor} label={text.formTitle[draft.action.type]} onClose={dropDraft}>
      <Form draft={draft} />
    </AnchoredCard>
  )
}

function submit({ id, action }: StepDraft) {
  const entry = activeEntry(useProject.getState().history.present)
  if (!entry) return
  const datasetId = entry.source.id
  const went =
    id === null
      ? runCommand(addStep, { datasetId, step: action })
      : runCommand(changeStep, { datasetId, id, step: action })
  if (went) dropDraft()
}

function Form({ draft }: { draft: StepDraft }) {
  const { columns, preview } = useStepDraft()
  const { action } = draft
  const fresh = preview?.of === action
  const problems = preview && !preview.result.ok ? preview.result.problems : []
  const ready = fresh && problems.length === 0
  // What is not written yet is no mistake.
  const begun = !('formula' in action) || action.type === 'randomised' || action.formula.trim() !== ''
  const inFormula = problems.find(({ where }) => where?.column !== undefined)
  const others = begun ? problems.filter((problem) => problem !== inFormula) : []
  const confirm = () => {
    if (ready) submit(draft)
  }
  return (
    <div className={styles.form} data-step-form={action.type}>
      <h3>{text.formTitle[action.type]}</h3>
      {columns ? (
        <StepFields
          action={action}
          columns={columns}
          problem={begun ? inFormula : undefined}
          onChange={redraftStep}
          onSubmit={confirm}
        />
      ) : (
        <p className={styles.note}>{text.working}</p>
      )}
      <StepPreviewBox
        preview={begun && preview?.result.ok ? preview.result.value : null}
        problems={others}
        waitsFor={!begun || inFormula ? 'formula' : 'worker'}
        stale={!fresh}
      />
      <footer className={styles.footer}>
        <Button onPress={dropDraft}>{text.cancel}</Button>
        <Button tone="primary" disabled={!ready} onPress={confirm}>
          {draft.id === null ? text.addStep : text.changeStep}
        </Button>
      </footer>
    </div>
  )
}
