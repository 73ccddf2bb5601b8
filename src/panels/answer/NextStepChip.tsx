import { Scissors } from 'lucide-react'
import { chooseAdjustment } from '../../document/commands/question-commands'
import type { CausalGraph, VariableId } from '../../engine/graph/graph'
import { newProject, pickFile } from '../../stores/files'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { NextStep as NextStepLine } from '../../widgets/NextStep'
import { nextStep, type NextStep } from './next-step'
import type { Situation } from './use-situation'

const text = answerText.next

const openToken = (which: 'treatment' | 'outcome') =>
  document.querySelector<HTMLElement>(`[data-token="${which}"]`)?.click()

const arrowsInto = (graph: CausalGraph, id: VariableId): number =>
  graph.edges.filter(
    (edge) => (edge.to === id ? edge.markTo : edge.from === id ? edge.markFrom : 'tail') === 'arrow',
  ).length

function contentOf(
  step: NextStep,
  at: Situation,
): { say: string; button?: string; tone?: 'primary'; run?: () => void } {
  const view = useView.getState()
  switch (step) {
    case 'empty-graph':
      return {
        say: text.emptyGraph,
        button: text.emptyGraphButton,
        run: () => view.askCanvas('add-variable'),
      }
    case 'columns':
      return { say: text.columns, button: text.columnsButton, run: () => view.setSide('discover') }
    case 'treatment':
      return { say: text.treatment, button: text.treatmentButton, run: () => openToken('treatment') }
    case 'outcome':
      return { say: text.outcome, button: text.outcomeButton, run: () => openToken('outcome') }
    case 'problem': {
      const variables = at.problems.flatMap((problem) => problem.where?.variables ?? []) as VariableId[]
      return variables.length > 0
        ? { say: text.problem, button: text.show, run: () => view.select({ variables }) }
        : { say: text.problem }
    }
    case 'invalid-set': {
      const first = at.answer?.sets[0]
      if (!first) return { say: text.notByAdjustment }
      const names = first.map(at.name).join(', ') || answerText.identified.emptySet
      const use = () => void runCommand(chooseAdjustment, { adjustment: 'first' })
      return { say: text.invalidSet(names), button: text.invalidSetButton, run: use }
    }
    case 'not-by-adjustment': {
      const found = at.answer?.identification
      const witness = found && !found.identifiable ? found.witness : null
      return witness && witness.variables.length > 0
        ? { say: text.notByAdjustment, button: text.show, run: () => view.select(witness) }
        : { say: text.notByAdjustment }
    }
    case 'not-identifiable':
      return {
        say: text.notIdentifiable,
        ...(view.rung === 'see' ? { button: text.notIdentifiableButton, run: () => view.setRung('do') } : {}),
      }
    case 'no-data':
      return { say: text.noData(at.needed), button: text.noDataButton, run: pickFile }
    case 'missing-columns':
      return { say: text.missingColumns(at.missingColumns), button: text.otherData, run: pickFile }
    case 'rung-do': {
      const { treatment } = at
      const arrows = treatment ? arrowsInto(at.graph, treatment.id) : 0
      const say =
        arrows > 0 ? text.rungDo(treatment?.name ?? '', arrows) : text.rungDoNoArrow(treatment?.name ?? '')
      return { say, button: text.rungDoButton, tone: 'primary', run: () => view.setRung('do') }
    }
    case 'guess':
      return { say: text.guess }
    case 'confirm':
      return {
        say: text.confirm(at.standing.unconfirmed),
        button: text.confirmButton,
        run: () => document.querySelector<HTMLElement>('[data-agreed="false"] [aria-pressed]')?.focus(),
      }
    case 'yours':
      return { say: text.yours, button: text.yoursButton, run: newProject }
  }
}

/** The next missing thing, as one button on top of the argument. */
export function NextStepChip({ at }: { at: Situation }) {
  const step = nextStep({
    ...at.standing,
    variables: at.graph.variables.length,
    treatment: at.treatment !== undefined,
    outcome: at.outcome !== undefined,
    story: at.story,
    guessing: at.guessing,
  })
  if (!step) return null
  const { say, button, tone, run } = contentOf(step, at)
  return (
    <div data-next={step}>
      <NextStepLine text={say}>
        {button ? (
          <Button
            size="sm"
            tone={tone ?? 'plain'}
            onPress={run}
            icon={step === 'rung-do' ? <Scissors size={14} strokeWidth={1.75} aria-hidden /> : undefined}
          >
            {button}
          </Button>
        ) : null}
      </NextStepLine>
    </div>
  )
}
