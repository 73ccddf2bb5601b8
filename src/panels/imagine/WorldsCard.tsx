import { ChevronDown, ChevronUp, Orbit } from 'lucide-react'
import { useState } from 'react'
import { activeQuery } from '../../document/project'
import { nameOf, type VariableId } from '../../engine/graph/graph'
import { showWorlds, useImagining } from '../../stores/imagining'
import { usePresent, useShownGraph } from '../../stores/project'
import { imagineText as text } from '../../text/imagine'
import { IconButton } from '../../widgets/IconButton'
import { Segmented } from '../../widgets/Segmented'
import { TableToggle } from '../../widgets/TableToggle'
import { WorldsDrawing } from './WorldsDrawing'
import { WorldsTable } from './WorldsTable'
import styles from './Worlds.module.css'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Copies that a picture can show readably. */
const MOST_COPIES = 60

/** The worlds that the question speaks of, at the foot of the canvas or inside the panel. */
export function WorldsCard({ place }: { place: 'canvas' | 'panel' }) {
  const [folded, setFolded] = useState(false)
  const [asTable, setAsTable] = useState(false)
  const { answer, wanted, form } = useImagining()
  const { graph, layout } = useShownGraph()
  const [contrast] = activeQuery(usePresent()).question.treatments
  const [outcome] = activeQuery(usePresent()).question.outcomes
  const value = answer.value
  if (wanted === null || !value) return null
  const name = (id: VariableId) => nameOf(graph, id)
  const drawn = form === 'merged' ? value.parts[0].graph : value.worlds
  const tooMany = drawn.nodes.length > MOST_COPIES
  return (
    <section
      className={`${styles.card} ${styles[place]} ${folded ? styles.folded : ''}`}
      aria-label={text.worlds}
      data-stale={answer.key !== wanted}
    >
      <header className={styles.header}>
        <h2>
          <Orbit {...icon} /> {text.worlds}
        </h2>
        {folded ? null : (
          <>
            <Segmented
              label={text.worlds}
              value={form}
              choices={[
                { id: 'apart', label: text.apart },
                { id: 'merged', label: text.merged },
              ]}
              onChange={showWorlds}
            />
            <TableToggle label={text.table} shown={asTable} onChange={setAsTable} />
          </>
        )}
        <IconButton
          size="sm"
          label={folded ? `${text.worlds}: +` : `${text.worlds}: −`}
          icon={folded ? <ChevronUp {...icon} size={14} /> : <ChevronDown {...icon} size={14} />}
          onPress={() => setFolded(!folded)}
        />
      </header>
      {folded ? null : (
        <>
          <div className={styles.scroll} tabIndex={0} role="group" aria-label={text.worlds}>
            {asTable || tooMany ? (
              <WorldsTable graph={drawn} name={name} />
            ) : (
              <WorldsDrawing
                graph={drawn}
                form={form}
                name={name}
                placeOf={(id) => layout[id] ?? { x: 0, y: 0 }}
                roleOf={(id) =>
                  id === contrast?.variable ? 'exposure' : id === outcome ? 'outcome' : 'other'
                }
              />
            )}
          </div>
          <footer className={styles.footer}>
            <p>
              {drawn.inconsistent ??
                (tooMany
                  ? text.tooMany(drawn.nodes.length)
                  : form === 'merged'
                    ? text.mergedHint
                    : text.apartHint)}
            </p>
            {asTable || tooMany ? null : (
              <ul className={styles.legend}>
                {drawn.edges.some(({ kind }) => kind === 'shared-noise') ? (
                  <li data-kind="shared-noise">{text.legend.noise}</li>
                ) : null}
                {drawn.edges.some(({ kind }) => kind.startsWith('hidden')) ? (
                  <li data-kind="hidden">{text.legend.hidden}</li>
                ) : null}
              </ul>
            )}
          </footer>
        </>
      )}
    </section>
  )
}
