import { ChevronDown } from 'lucide-react'
import { toggleRole, type Role } from '../../document/commands/question-commands'
import { columnNamed } from '../../engine/data/dataset'
import { findVariable, type VariableId } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { Menu } from '../../widgets/Menu'
import { SearchMenu } from '../../widgets/SearchMenu'
import { RoleGlyph } from '../../widgets/VariableToken'
import { defaultContrast } from './contrast'
import styles from './QuestionStep.module.css'
import type { Situation } from './use-situation'

const text = answerText.question

/** Up to this many variables a plain menu shows them all at a glance. */
const GLANCE = 9

/** The cause or the outcome inside the sentence: a menu of the measured variables of the shown graph. */
export function RoleToken({ at, role }: { at: Situation; role: Role }) {
  const current = role === 'exposure' ? at.treatment : at.outcome
  const label = role === 'exposure' ? text.treatmentLabel : text.outcomeLabel
  const invitation = role === 'exposure' ? text.pickTreatment : text.pickOutcome

  const choose = (id: VariableId) => {
    if (id === current?.id) return
    const variable = findVariable(at.graph, id)
    const column = at.dataset && variable ? columnNamed(at.dataset, variable.name) : undefined
    runCommand(toggleRole, { id, role, ...(role === 'exposure' ? defaultContrast(column) : {}) })
  }
  const detailOf = (id: VariableId, name: string) => {
    if (role === 'outcome' && id === at.treatment?.id) return text.isTreatment
    if (role === 'exposure' && id === at.outcome?.id) return text.isOutcome
    return at.dataset && !columnNamed(at.dataset, name) ? text.noColumn : undefined
  }
  const choices = at.graph.variables
    .filter((variable) => !variable.latent)
    .map(({ id, name }) => ({
      id,
      label: name,
      detail: detailOf(id, name),
      icon: (
        <RoleGlyph
          role={id === at.treatment?.id ? 'exposure' : id === at.outcome?.id ? 'outcome' : 'measured'}
        />
      ),
      chosen: id === current?.id,
    }))

  const token = (
    <Button size="sm" label={`${label}: ${current?.name ?? invitation}`}>
      <span className={styles.word} data-token={role === 'exposure' ? 'treatment' : 'outcome'}>
        <span className={styles.name}>{current?.name ?? invitation}</span>
        {current ? null : <ChevronDown size={12} strokeWidth={1.75} aria-hidden />}
      </span>
    </Button>
  )
  return (
    <span className={`${styles.token} ${current ? styles[role] : styles.missing}`}>
      {choices.length > GLANCE ? (
        <SearchMenu
          label={label}
          searchLabel={text.search}
          empty={text.noneFound}
          choices={choices}
          onChoose={choose}
        >
          {token}
        </SearchMenu>
      ) : choices.length > 0 ? (
        <Menu label={label} entries={choices.map((choice) => ({ ...choice, run: () => choose(choice.id) }))}>
          {token}
        </Menu>
      ) : (
        <Menu
          label={label}
          entries={[{ id: 'none', label: text.noVariables, disabled: true, run: () => undefined }]}
        >
          {token}
        </Menu>
      )}
    </span>
  )
}
