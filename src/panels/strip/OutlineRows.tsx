import { ChevronRight, Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { removeElements } from '../../document/commands/graph-commands'
import type { GraphEntry } from '../../document/project'
import { edgeId } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { useReason } from '../../stores/reasons'
import { useView } from '../../stores/view'
import { reasonsText } from '../../text/reasons'
import { stripText as text } from '../../text/strip'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { NameField } from './NameField'
import styles from './Outline.module.css'
import { performOutline } from './outline-commands'
import { namesOf, type OutlineEntry, type Relation, type RelationKind } from './outline-rows'

export interface Asking {
  readonly id: string
  readonly what: 'rename' | 'cause' | 'effect' | 'tie'
}

const ADDED = ['cause', 'effect', 'tie'] as const

interface VariableRowProps {
  entry: GraphEntry
  outlined: OutlineEntry
  /** Variables that the graph keeps apart from this one, and the data do not. */
  contradicted: readonly string[]
  position: number
  total: number
  open: boolean
  active: boolean
  asking: Asking | null
  onToggle: () => void
  onFocus: () => void
  onAsk: (what: Asking['what']) => void
  onStopAsking: () => void
  children: ReactNode
}

export function VariableRow(props: VariableRowProps) {
  const { entry, outlined, open, active, asking, onToggle, onFocus, onAsk, onStopAsking } = props
  const { variable, relations } = outlined
  const reason = useReason(variable.id)
  const take = (name: string) => {
    if (asking && performOutline(entry, [outlined], { kind: asking.what, variable, name })) onStopAsking()
  }
  const label = asking
    ? asking.what === 'rename'
      ? text.rename(variable.name)
      : text.addOf[asking.what](variable.name)
    : ''
  return (
    <>
      <div
        role="row"
        className={styles.row}
        aria-level={1}
        aria-posinset={props.position}
        aria-setsize={props.total}
        aria-expanded={relations.length > 0 ? open : undefined}
        tabIndex={active ? 0 : -1}
        data-row={variable.id}
        data-outline={variable.name}
        onFocus={onFocus}
        onClick={() => useView.getState().select({ variables: [variable.id] })}
      >
        <span role="gridcell" className={styles.variable}>
          <button
            type="button"
            className={styles.toggle}
            tabIndex={-1}
            aria-hidden
            data-open={open}
            disabled={relations.length === 0}
            onClick={onToggle}
          >
            <ChevronRight size={14} strokeWidth={1.75} />
          </button>
          <span className={variable.latent ? styles.latent : undefined}>{variable.name}</span>
          {variable.latent ? <span className={styles.hint}>{text.hidden}</span> : null}
          {reason && reasonsText.word[reason.status] ? (
            <span className={styles.hint} title={reason.sentence}>
              {reasonsText.word[reason.status]}
            </span>
          ) : null}
          {props.contradicted.length > 0 ? (
            <span className={styles.contradicted}>{text.contradicted(props.contradicted)}</span>
          ) : null}
        </span>
        {(['cause', 'effect', 'tie'] as const).map((kind) => (
          <Names key={kind} outlined={outlined} kind={kind} />
        ))}
        {entry.locked ? null : (
          <span role="gridcell" className={styles.tools}>
            {ADDED.map((what) => (
              <Button
                key={what}
                size="sm"
                tone="quiet"
                icon={<Plus size={12} strokeWidth={1.75} />}
                label={text.addOf[what](variable.name)}
                onPress={() => onAsk(what)}
              >
                {text.add[what]}
              </Button>
            ))}
            <IconButton
              size="sm"
              label={text.remove(variable.name)}
              icon={<Trash2 size={14} strokeWidth={1.75} />}
              onPress={() => performOutline(entry, [outlined], { kind: 'remove', key: variable.id })}
            />
          </span>
        )}
      </div>
      {asking ? (
        <div className={styles.asking}>
          <NameField
            key={asking.what}
            label={label}
            graph={entry.graph}
            initial={asking.what === 'rename' ? variable.name : ''}
            onName={take}
            onCancel={onStopAsking}
          />
        </div>
      ) : null}
      {props.children}
    </>
  )
}

function Names({ outlined, kind }: { outlined: OutlineEntry; kind: RelationKind }) {
  const names = namesOf(outlined, kind)
  return (
    <span role="gridcell" className={styles.names} title={names.join(', ')}>
      {names.length > 0 ? names.join(', ') : <span className={styles.hint}>{text.none}</span>}
    </span>
  )
}

interface RelationRowProps {
  entry: GraphEntry
  rowKey: string
  relation: Relation
  position: number
  total: number
  active: boolean
  onFocus: () => void
}

export function RelationRow({ entry, rowKey, relation, position, total, active, onFocus }: RelationRowProps) {
  const words = text.relation[relation.kind](relation.name)
  const id = edgeId(relation.edge)
  const { rationale, source } = relation.edge
  return (
    <div
      role="row"
      className={`${styles.row} ${styles.relation}`}
      aria-level={2}
      aria-posinset={position}
      aria-setsize={total}
      tabIndex={active ? 0 : -1}
      data-row={rowKey}
      data-relation={id}
      onFocus={onFocus}
      onClick={() => useView.getState().select({ edges: [id] })}
    >
      <span role="gridcell" className={styles.words}>
        {words}
        {rationale === undefined && source === undefined ? null : (
          <span className={styles.hint}>{text.written(rationale, source)}</span>
        )}
      </span>
      {entry.locked ? null : (
        <span role="gridcell" className={styles.tools}>
          <IconButton
            size="sm"
            label={text.removeRelation(words)}
            icon={<Trash2 size={14} strokeWidth={1.75} />}
            onPress={() => runCommand(removeElements, { graphId: entry.id, variables: [], edges: [id] })}
          />
        </span>
      )}
    </div>
  )
}
