import { ChartNoAxesColumnIncreasing, ChevronsUpDown, Lock, Play } from 'lucide-react'
import type { VariableId } from '../../engine/graph/graph'
import { useView } from '../../stores/view'
import { structureText } from '../../text/structure'
import type { VariableNodeData } from '../to-flow'
import type { Box } from './fold-input'
import { expandBox } from './group-actions'
import { GroupName } from './GroupName'
import styles from './Groups.module.css'

const text = structureText.groups
const glyphs = {
  exposure: <Play size={13} fill="currentColor" strokeWidth={1} aria-hidden />,
  outcome: <ChartNoAxesColumnIncreasing size={15} strokeWidth={5} strokeLinecap="butt" aria-hidden />,
  adjusted: <Lock size={13} strokeWidth={2} aria-hidden />,
} as const

/** A collapsed group: its name, how many variables it holds, and the roles among them. */
export function GroupBox({
  id,
  data,
  box,
  selected,
}: {
  id: string
  data: VariableNodeData
  box: Box
  selected: boolean
}) {
  const renaming = useView((state) => state.renaming === id)
  return (
    <div
      className={styles.box}
      data-selected={selected}
      data-highlighted={data.highlighted}
      data-faded={data.faded}
      data-density={data.density}
    >
      {box.holds.length > 0 ? (
        <span className={styles.holds}>
          {box.holds.map((role) => (
            <span key={role} data-role={role} title={text.holds[role]}>
              {glyphs[role]}
            </span>
          ))}
        </span>
      ) : null}
      {renaming ? (
        <GroupName group={box.group} name={data.name} />
      ) : (
        <span className={styles.boxName} title={box.members.join(', ')}>
          {data.label}
        </span>
      )}
      <span className={styles.boxCount}>{box.members.length}</span>
      <button
        type="button"
        className={`${styles.boxButton} nodrag`}
        aria-label={text.expand(data.name)}
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation()
          expandBox(id as VariableId)
        }}
      >
        <ChevronsUpDown size={13} strokeWidth={2} aria-hidden />
      </button>
    </div>
  )
}
