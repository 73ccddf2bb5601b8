import { Check } from 'lucide-react'
import { useState } from 'react'
import { chooseAdjustment } from '../../document/commands/question-commands'
import type { VariableId } from '../../engine/graph/graph'
import { callEngine } from '../../stores/jobs'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { sameSet } from './same-set'
import styles from './IdentifiedStep.module.css'
import type { Situation } from './use-situation'

const text = answerText.identified

/** How many more sets one press of "List more" asks for. */
const BATCH = 20

interface Listed {
  /** The answer that the list belongs to; a newer answer starts a new list. */
  readonly of: unknown
  readonly sets: readonly (readonly VariableId[])[]
  readonly more: boolean
}

/** The smallest sets that close every biasing path; pressing one makes it the set in use. */
export function AdjustmentSets({ at }: { at: Situation }) {
  const [listed, setListed] = useState<Listed | null>(null)
  const [listing, setListing] = useState(false)
  const highlight = useView((state) => state.highlight)
  const { answer } = at
  if (!answer) return null
  const own = listed?.of === answer ? listed : null
  const sets = own?.sets ?? answer.sets
  const more = own?.more ?? answer.moreSets
  const chosenByUser = at.query.adjustment !== 'first'
  const known = sets.some((set) => sameSet(set, at.adjustment))
  const rows = known || answer.adjustment === null ? sets : [at.adjustment, ...sets]
  if (rows.length < 2 && !more && !chosenByUser) return null

  const listMore = async () => {
    setListing(true)
    try {
      const input = { graph: at.graph, question: at.query.question, limit: sets.length + BATCH }
      const result = await callEngine('live', 'list-sets', input)
      if (result.ok) setListed({ of: answer, ...result.value })
      else useView.getState().notifyProblems(result.problems)
    } finally {
      setListing(false)
    }
  }

  return (
    <div>
      <p className={styles.small}>{text.setsTitle(sets.length, more)}</p>
      <ul className={styles.sets}>
        {rows.map((set) => {
          const inUse = sameSet(set, at.adjustment)
          const names = set.map(at.name).join(', ')
          return (
            <li key={set.join('\n')}>
              <button
                type="button"
                className={styles.set}
                aria-pressed={inUse}
                data-adjustment-set={names}
                onClick={() => runCommand(chooseAdjustment, { adjustment: set })}
                onMouseEnter={() => highlight(set)}
                onMouseLeave={() => highlight([])}
                onFocus={() => highlight(set)}
                onBlur={() => highlight([])}
              >
                <span className={styles.tick}>
                  {inUse ? <Check size={14} strokeWidth={1.75} aria-hidden /> : null}
                </span>
                <span className={styles.setNames}>{names || text.emptySet}</span>
                {inUse ? (
                  <span className={styles.rule}>{chosenByUser && !known ? text.own : text.inUse}</span>
                ) : null}
              </button>
            </li>
          )
        })}
      </ul>
      <div className={styles.actions}>
        {more ? (
          <Button size="sm" disabled={listing} onPress={() => void listMore()}>
            {listing ? text.listing : text.listMore}
          </Button>
        ) : null}
        {more && own ? <span className={styles.small}>{text.stillMore(sets.length)}</span> : null}
        {chosenByUser ? (
          <Button
            size="sm"
            tone="quiet"
            onPress={() => runCommand(chooseAdjustment, { adjustment: 'first' })}
          >
            {text.follow}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
