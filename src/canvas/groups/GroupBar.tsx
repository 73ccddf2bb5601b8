import { ChevronsUpDown, Group, PencilLine } from 'lucide-react'
import type { VariableId } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import { structureText } from '../../text/structure'
import { FloatingCard } from '../FloatingCard'
import type { Rect, Side } from '../geometry'
import type { Box } from './fold-input'
import { expandBox, takeApart } from './group-actions'
import cards from '../Cards.module.css'

const text = structureText.groups
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const
const sides: readonly Side[] = ['above', 'below', 'right', 'left']

/** What can be done with a collapsed group, above it. */
export function GroupBar({
  id,
  name,
  box,
  anchor,
  obstacles,
}: {
  id: VariableId
  name: string
  box: Box
  anchor: Rect
  obstacles: readonly Rect[]
}) {
  const rename = useView((state) => state.rename)
  return (
    <FloatingCard
      anchor={anchor}
      obstacles={obstacles}
      sides={sides}
      role="toolbar"
      card="roles"
      label={text.bar(name)}
      className={cards.roles}
    >
      <button type="button" className={cards.chip} onClick={() => expandBox(id)}>
        <ChevronsUpDown {...icon} />
        {text.unfold}
      </button>
      <button type="button" className={cards.chip} onClick={() => rename(id)}>
        <PencilLine {...icon} />
        {text.rename}
      </button>
      <button type="button" className={cards.chip} onClick={() => takeApart([box.group])}>
        <Group {...icon} />
        {text.ungroup}
      </button>
    </FloatingCard>
  )
}
