import { Ban, Lock } from 'lucide-react'
import { setAdjustmentWish } from '../../document/commands/question-commands'
import type { VariableId } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { Menu } from '../../widgets/Menu'
import { SearchMenu } from '../../widgets/SearchMenu'
import styles from './IdentifiedStep.module.css'
import type { Situation } from './use-situation'

const text = answerText.identified
type Wish = 'must' | 'forbidden' | 'free'

/** Variables that every set must hold or none may; each wish is a small menu. */
export function AdjustmentWishes({ at }: { at: Situation }) {
  const { must, forbidden } = at.query.question
  const candidates = at.graph.variables.filter(
    (variable) => !variable.latent && variable.id !== at.treatment?.id && variable.id !== at.outcome?.id,
  )
  if (candidates.length === 0) return null
  const wish = (id: VariableId, to: Wish) => runCommand(setAdjustmentWish, { id, wish: to })
  const free = candidates.filter(
    (variable) => !must.includes(variable.id) && !forbidden.includes(variable.id),
  )
  const choices = free.map(({ id, name }) => ({ id, label: name }))
  const entriesFor = (id: VariableId, now: Wish) =>
    (['must', 'forbidden', 'free'] as const).map((to) => ({
      id: to,
      label: text.wish[to],
      chosen: to === now,
      run: () => void wish(id, to),
    }))
  const chip = (id: VariableId, now: 'must' | 'forbidden') => (
    <Menu key={id} label={text.wishLabel(at.elsewhere(id))} entries={entriesFor(id, now)}>
      <Button
        size="sm"
        label={`${at.elsewhere(id)}: ${text.wish[now]}`}
        icon={
          now === 'must' ? (
            <Lock size={14} strokeWidth={1.75} aria-hidden />
          ) : (
            <Ban size={14} strokeWidth={1.75} aria-hidden />
          )
        }
      >
        {at.elsewhere(id)}
      </Button>
    </Menu>
  )
  return (
    <div className={styles.actions}>
      {must.map((id) => chip(id, 'must'))}
      {forbidden.map((id) => chip(id, 'forbidden'))}
      {(['must', 'forbidden'] as const).map((to) =>
        choices.length === 0 ? null : (
          <SearchMenu
            key={to}
            label={text.wishAdd[to]}
            searchLabel={answerText.question.search}
            empty={answerText.question.noneFound}
            choices={choices}
            onChoose={(id) => wish(id, to)}
          >
            <Button size="sm" tone="quiet">
              {text.wishAdd[to]}
            </Button>
          </SearchMenu>
        ),
      )}
    </div>
  )
}
