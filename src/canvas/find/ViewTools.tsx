import { Funnel, Search, X } from 'lucide-react'
import { useMemo } from 'react'
import { nameOf } from '../../engine/graph/graph'
import { useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { findText as text } from '../../text/find'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { PopoverCard } from '../../widgets/PopoverCard'
import controls from '../Controls.module.css'
import type { Flow } from '../to-flow'
import styles from './Find.module.css'
import { FindBar } from './FindBar'
import { NarrowCard } from './NarrowCard'

const icon = { size: 15, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Buttons that find variables and narrow the view down. */
export function ViewTools() {
  const finding = useView((state) => state.finding)
  const narrowing = useView((state) => state.narrowing)
  return (
    <div className={`${controls.floating} ${controls.zoom}`} role="group" aria-label={text.tools}>
      <IconButton
        label={text.find}
        keys="Ctrl F"
        icon={<Search {...icon} />}
        pressed={finding}
        onPress={() => useView.getState().setFinding(!finding)}
      />
      <PopoverCard label={text.narrow} renderCard={() => <NarrowCard />}>
        <Button tone="quiet" label={text.narrow} icon={<Funnel {...icon} />} pressed={narrowing !== null} />
      </PopoverCard>
    </div>
  )
}

/** What the view is narrowed to, with the way back; and the field that finds variables. */
export function ViewState({ nodes }: { nodes: Flow['nodes'] }) {
  const finding = useView((state) => state.finding)
  const narrowing = useView((state) => state.narrowing)
  const { graph } = useShownGraph()
  const shown = useMemo(() => nodes.filter((node) => !node.hidden && !node.data.faded).length, [nodes])
  const what = narrowing
    ? [
        text.what(narrowing.scope, text.names(narrowing.of.map((id) => nameOf(graph, id))), narrowing.steps),
        narrowing.roles.length > 0 ? text.someRoles(narrowing.roles.length) : '',
      ].filter(Boolean)
    : []
  return (
    <div className={styles.state}>
      {narrowing && (what.length > 0 || shown < nodes.length) ? (
        <div className={`${controls.floating} ${styles.chip}`} data-narrowed={shown}>
          <p role="status">
            <strong>{text.shown(shown, nodes.length)}</strong>
            {what.length > 0 ? `: ${what.join(', ')}` : ''}
          </p>
          <IconButton
            size="sm"
            label={text.clear}
            icon={<X {...icon} />}
            onPress={() => {
              useView.getState().setNarrowing(null)
              useView.getState().askCanvas('fit')
            }}
          />
        </div>
      ) : null}
      {finding ? <FindBar /> : null}
    </div>
  )
}
