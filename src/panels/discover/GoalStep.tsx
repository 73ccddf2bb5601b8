import type { Advice } from '../../engine/discover/advice'
import type { DiscoveryGoal } from '../../engine/discover/advice-goal'
import { setGoal, useDiscovering } from '../../stores/discovering'
import { discoverText as text } from '../../text/discover'
import { PanelStep } from '../../widgets/PanelStep'
import { Segmented } from '../../widgets/Segmented'
import styles from './Discover.module.css'
import { factSentences } from './fact-words'

/** One question with its few answers, in the order in which they are offered. */
interface Asked<Key extends keyof DiscoveryGoal = keyof DiscoveryGoal> {
  readonly key: Key
  readonly answers: readonly DiscoveryGoal[Key][]
}

const asked: readonly Asked[] = [
  { key: 'hiddenCauses', answers: ['absent', 'possible'] },
  { key: 'relations', answers: ['linear', 'any'] },
  { key: 'priority', answers: ['trust', 'directions', 'speed'] },
]
const askedOfTimes: Asked = { key: 'time', answers: ['drift', 'lags'] }

/** What only the person can say, and what was read from the data. */
export function GoalStep({ advice }: { advice: Advice | null }) {
  const goal = useDiscovering((state) => state.goal)
  const timed = advice?.facts.contexts.some(({ kind }) => kind === 'time')
  return (
    <PanelStep state="ok" number={1} title={text.goal} stateLabel={text.state.ok}>
      <dl className={styles.goal}>
        {[...asked, ...(timed ? [askedOfTimes] : [])].map(({ key, answers }) => (
          <div key={key}>
            <dt>{text.goalNames[key]}</dt>
            <dd>
              <Segmented
                label={text.goalNames[key]}
                value={goal[key]}
                choices={answers.map((id) => ({ id, label: text.goalAnswers[id] }))}
                onChange={(answer) => setGoal({ ...goal, [key]: answer })}
              />
            </dd>
          </div>
        ))}
      </dl>
      {advice ? (
        <p className={styles.note} data-facts="">
          {factSentences(advice.facts).join(' ')}
        </p>
      ) : null}
    </PanelStep>
  )
}
