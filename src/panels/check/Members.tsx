import { ChevronLeft, ChevronRight } from 'lucide-react'
import { takeMember, turnedEdges } from '../../document/commands/class-commands'
import { edgeWords } from '../../document/edge-words'
import { showMember } from '../../stores/equivalence'
import { showPreview, usePreviewOf } from '../../stores/graph-preview'
import { runCommand, useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import styles from './Check.module.css'

/** Turned arrows that are named; the canvas shows them all. */
const NAMED = 4

/** Steps through the graphs of the class: each is drawn in place of the graph, and can be taken. */
export function Members({ members, drawn }: { members: bigint; drawn: 'member' | 'class' }) {
  const entry = useShownGraph()
  const preview = usePreviewOf(entry)
  const member = preview?.kind === 'member' ? preview : null
  // The graph as it is drawn is the first; a class stands before them.
  const first = drawn === 'member' ? 1 : 0
  const number = member?.number ?? first
  const turned = member ? turnedEdges(entry.graph, member.graph) : []
  const go = (to: number) => (to === first ? showPreview(null) : showMember(entry.id, to))
  return (
    <div className={styles.members} role="group" aria-label={text.step}>
      <div className={styles.stepper}>
        <IconButton
          label={text.previous}
          tone="plain"
          icon={<ChevronLeft size={14} strokeWidth={1.75} />}
          disabled={number === first}
          onPress={() => go(number - 1)}
        />
        <span role="status" data-member={number}>
          {number === 0 ? text.drawnAsClass : text.member(number, members)}
          {member || drawn === 'class' ? '' : `, ${text.drawnMember}`}
        </span>
        <IconButton
          label={text.next}
          tone="plain"
          icon={<ChevronRight size={14} strokeWidth={1.75} />}
          disabled={BigInt(number) >= members}
          onPress={() => go(number + 1)}
        />
      </div>
      {member ? (
        <>
          <p className={styles.small}>
            {text.turned(
              turned.slice(0, NAMED).map(({ by }) => edgeWords(entry.graph, by)),
              turned.length - NAMED,
            )}
          </p>
          {entry.locked ? null : (
            <div className={styles.actions}>
              <Button
                tone="primary"
                onPress={() => runCommand(takeMember, { graphId: entry.id, member: member.graph })}
              >
                {text.take}
              </Button>
              <Button onPress={() => showPreview(null)}>{text.backToMine}</Button>
            </div>
          )}
        </>
      ) : null}
    </div>
  )
}
