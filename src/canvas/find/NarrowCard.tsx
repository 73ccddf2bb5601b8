import { activeQuery } from '../../document/project'
import { nameOf } from '../../engine/graph/graph'
import { useAnswer } from '../../stores/answers'
import { usePresent, useShownGraph } from '../../stores/project'
import { useView, type Narrowing, type NarrowingRole, type NarrowingScope } from '../../stores/view'
import { findText as text } from '../../text/find'
import { Button } from '../../widgets/Button'
import { Checkbox } from '../../widgets/Checkbox'
import { Segmented } from '../../widgets/Segmented'
import styles from './Find.module.css'
import { narrowTo, plainNarrowing } from './narrow'

const scopes: readonly NarrowingScope[] = ['all', 'neighbourhood', 'causes', 'effects', 'paths']
const roles: readonly NarrowingRole[] = [
  'confounder',
  'mediator',
  'adjusted',
  'cause-of-exposure',
  'cause-of-outcome',
  'hidden',
  'other',
]
const steps = ['1', '2', '3'] as const

/** Chooses the part of the graph that is shown. */
export function NarrowCard() {
  const { graph } = useShownGraph()
  const { question } = activeQuery(usePresent())
  const { asked } = useAnswer()
  const selected = useView((state) => state.selection.variables)
  const narrowing = useView((state) => state.narrowing) ?? plainNarrowing(graph)
  const set = (change: Partial<Narrowing>) => useView.getState().setNarrowing({ ...narrowing, ...change })
  const of = narrowing.of.length > 0 ? narrowing.of : selected
  const missing = {
    all: null,
    neighbourhood: of.length === 0 ? text.nothingSelected : null,
    causes: of.length === 0 ? text.nothingSelected : null,
    effects: of.length === 0 ? text.nothingSelected : null,
    paths: question.treatments.length === 0 || question.outcomes.length === 0 ? text.notAsked : null,
  } as const
  return (
    <div className={styles.card}>
      <fieldset className={styles.scopes}>
        <legend>{text.show}</legend>
        {scopes.map((scope) => (
          <label key={scope} className={styles.scope} data-off={missing[scope] !== null}>
            <input
              type="radio"
              name="narrow-scope"
              checked={narrowing.scope === scope}
              disabled={missing[scope] !== null}
              onChange={() => narrowTo(scope)}
            />
            <span>{text.scopes[scope]}</span>
            <span className={styles.detail}>
              {missing[scope] ??
                (scope === 'all' || scope === 'paths'
                  ? ''
                  : `${text.of} ${text.names(of.map((id) => nameOf(graph, id)))}`)}
            </span>
          </label>
        ))}
      </fieldset>
      {narrowing.scope === 'neighbourhood' ? (
        <div className={styles.setting}>
          <span>{text.steps}</span>
          <Segmented
            label={text.steps}
            value={String(narrowing.steps) as (typeof steps)[number]}
            choices={steps.map((id) => ({ id, label: id }))}
            onChange={(id) => set({ steps: Number(id) as 1 | 2 | 3 })}
          />
        </div>
      ) : null}
      {asked ? (
        <fieldset className={styles.scopes}>
          <legend title={text.rolesHint}>{text.roles}</legend>
          {roles.map((role) => (
            <Checkbox
              key={role}
              checked={narrowing.roles.includes(role)}
              onChange={(on) =>
                set({
                  roles: on ? [...narrowing.roles, role] : narrowing.roles.filter((other) => other !== role),
                })
              }
            >
              {text.role[role]}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <div className={styles.setting}>
        <span>{text.others}</span>
        <Segmented
          label={text.others}
          value={narrowing.others}
          choices={[
            { id: 'faded', label: text.faded },
            { id: 'hidden', label: text.hidden },
          ]}
          onChange={(others) => set({ others })}
        />
      </div>
      <Button size="sm" onPress={() => useView.getState().setNarrowing(null)}>
        {text.clear}
      </Button>
    </div>
  )
}
