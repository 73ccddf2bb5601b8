import { Ban, Ellipsis, Lock } from 'lucide-react'
import { useState } from 'react'
import { setAdjustmentWish } from '../../document/commands/question-commands'
import type { VariableId } from '../../engine/graph/graph'
import type { AdjustmentReason } from '../../engine/identify/adjustment-reasons'
import { runCommand } from '../../stores/project'
import { obvious, useReasons } from '../../stores/reasons'
import { useView } from '../../stores/view'
import { answerText } from '../../text/answer'
import { reasonsText as text } from '../../text/reasons'
import { Button } from '../../widgets/Button'
import { Menu } from '../../widgets/Menu'
import styles from './Reasons.module.css'
import type { Situation } from './use-situation'

const statuses = ['required', 'allowed', 'forbidden', 'useless'] as const
type Status = (typeof statuses)[number]
const wishes = ['must', 'forbidden', 'free'] as const

/** Rows of a group that are shown at once; those that need nothing are the most, and say the least. */
const GLANCE: Readonly<Record<Status, number>> = { required: 8, allowed: 8, forbidden: 5, useless: 3 }

interface Reasoned {
  readonly id: VariableId
  readonly reason: AdjustmentReason
}

/** Every variable with why it is needed, can help, is not needed or must stay out; each can be required or forbidden. */
export function Reasons({ at }: { at: Situation }) {
  const { of, byVariable } = useReasons()
  if (of !== at.answer) return <p className={styles.small}>{text.waiting}</p>
  const reasoned = at.graph.variables.flatMap(({ id }): Reasoned[] => {
    const reason = byVariable[id]
    return reason && !obvious.has(reason.code) ? [{ id, reason }] : []
  })
  return (
    <div className={styles.reasons} role="group" aria-label={text.label} data-reasons>
      {statuses.map((status) => (
        <Group
          key={status}
          at={at}
          status={status}
          rows={reasoned.filter(({ reason }) => reason.status === status)}
        />
      ))}
    </div>
  )
}

function Group({ at, status, rows }: { at: Situation; status: Status; rows: readonly Reasoned[] }) {
  const [all, setAll] = useState(false)
  if (rows.length === 0) return null
  const shown = all ? rows : rows.slice(0, GLANCE[status])
  return (
    <section aria-label={text.title[status]} data-status={status}>
      <h5 className={styles.title}>
        {text.title[status]} <span className={styles.small}>{rows.length}</span>
      </h5>
      <ul className={styles.list}>
        {shown.map((row) => (
          <ReasonRow key={row.id} at={at} {...row} />
        ))}
      </ul>
      {shown.length < rows.length ? (
        <Button size="sm" tone="quiet" onPress={() => setAll(true)}>
          {text.more(rows.length - shown.length)}
        </Button>
      ) : null}
    </section>
  )
}

function ReasonRow({ at, id, reason }: { at: Situation } & Reasoned) {
  const highlight = useView((state) => state.highlight)
  const { must, forbidden } = at.query.question
  const now = must.includes(id) ? 'must' : forbidden.includes(id) ? 'forbidden' : 'free'
  const words = answerText.identified
  return (
    <li
      className={styles.row}
      data-reason={at.name(id)}
      onMouseEnter={() => highlight(reason.witness.variables)}
      onMouseLeave={() => highlight([])}
    >
      <span>
        {now === 'must' ? <Lock size={12} strokeWidth={2} aria-label={words.wish.must} /> : null}
        {now === 'forbidden' ? <Ban size={12} strokeWidth={2} aria-label={words.wish.forbidden} /> : null}
        {reason.sentence}
      </span>
      <Menu
        label={text.wish(at.name(id))}
        entries={wishes.map((wish) => ({
          id: wish,
          label: words.wish[wish],
          chosen: wish === now,
          run: () => void runCommand(setAdjustmentWish, { id, wish }),
        }))}
      >
        <Button
          size="sm"
          tone="quiet"
          label={text.wish(at.name(id))}
          icon={<Ellipsis size={14} strokeWidth={1.75} aria-hidden />}
        />
      </Menu>
    </li>
  )
}
