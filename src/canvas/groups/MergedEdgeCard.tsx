import { ChevronsUpDown, X } from 'lucide-react'
import { edgeWords } from '../../document/edge-words'
import type { GraphEntry } from '../../document/project'
import type { EdgeId, VariableId } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import { canvasText } from '../../text/canvas'
import { structureText } from '../../text/structure'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { FloatingCard } from '../FloatingCard'
import type { Rect, Side } from '../geometry'
import { drawnGraph } from './drawn-graph'
import { expandBox } from './group-actions'
import cards from '../Cards.module.css'
import styles from './Groups.module.css'

const text = structureText.groups
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const
const sides: readonly Side[] = ['below', 'right', 'left', 'above']

/** The arrows that a line at a collapsed group stands for; they are changed once the group is expanded. */
export function MergedEdgeCard({
  entry,
  edge,
  ends,
  anchor,
  obstacles,
}: {
  entry: GraphEntry
  edge: EdgeId
  ends: readonly VariableId[]
  anchor: Rect
  obstacles: readonly Rect[]
}) {
  const { behind, boxes } = drawnGraph(entry)
  const merged = behind.get(edge) ?? []
  return (
    <FloatingCard
      anchor={anchor}
      obstacles={obstacles}
      sides={sides}
      label={text.merged(merged.length)}
      className={cards.edge}
      card="edge"
    >
      <div className={cards.head}>
        <h3 className={cards.title}>{text.merged(merged.length)}</h3>
        <IconButton
          label={canvasText.edgeCard.close}
          size="sm"
          icon={<X {...icon} />}
          onPress={() => useView.getState().select({})}
        />
      </div>
      <ul className={styles.merged}>
        {merged.map(({ id, edge: one }) => (
          <li key={id}>{edgeWords(entry.graph, one)}</li>
        ))}
      </ul>
      <div className={cards.buttons}>
        {ends
          .flatMap((id) => boxes.get(id) ?? [])
          .map((group) => (
            <Button
              key={group.id}
              size="sm"
              icon={<ChevronsUpDown {...icon} />}
              onPress={() => ends.filter((id) => boxes.get(id) === group).forEach(expandBox)}
            >
              {text.expand(group.name)}
            </Button>
          ))}
      </div>
    </FloatingCard>
  )
}
