import { useState } from 'react'
import { setKnowledge } from '../../document/commands/knowledge-commands'
import type { Knowledge } from '../../engine/discover/algorithm'
import { tierOf, withTier } from '../../engine/discover/knowledge/tiers'
import { toggleDiscoveryColumn } from '../../stores/discovering'
import { runCommand } from '../../stores/project'
import { discoverText as text } from '../../text/discover'
import { Checkbox } from '../../widgets/Checkbox'
import { TextField } from '../../widgets/TextField'
import styles from './Discover.module.css'
import { tierFrom } from './knowledge-form'
import type { SearchableColumn } from './searchable-columns'

function TierField({ name, knowledge }: { name: string; knowledge: Knowledge }) {
  const tier = tierOf(knowledge, name)
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    setTyped(null)
    if (typed === null) return
    const next = tierFrom(typed)
    if (next === tier) return
    runCommand(setKnowledge, { knowledge: withTier(knowledge, name, next), label: text.tierStep(name, next) })
  }
  return (
    <TextField
      label={text.tier(name)}
      labelShown="hidden"
      value={typed ?? (tier === null ? '' : String(tier))}
      placeholder={text.tierPlaceholder}
      onChange={setTyped}
      onSubmit={commit}
      onBlur={commit}
      className={styles.tierField}
    />
  )
}

/** Which columns take part, and the tier of each. */
export function ColumnsForm({
  datasetId,
  columns,
  chosen,
  knowledge,
}: {
  datasetId: string
  columns: readonly SearchableColumn[]
  chosen: readonly string[]
  knowledge: Knowledge
}) {
  const used = new Set(chosen)
  return (
    <div className={styles.columns} role="group" aria-label={text.columns}>
      <span className={styles.tierHead} aria-hidden>
        {text.tierHead}
      </span>
      <ul className={styles.columnList}>
        {columns.map(({ name, obstacle }) => (
          <li key={name} className={styles.column} data-column={name}>
            <Checkbox
              checked={used.has(name)}
              disabled={obstacle !== null}
              onChange={() => toggleDiscoveryColumn(datasetId, name)}
            >
              <span className={obstacle === null ? styles.columnName : styles.columnOut}>{name}</span>
            </Checkbox>
            {obstacle === null ? (
              <TierField name={name} knowledge={knowledge} />
            ) : (
              <span className={styles.obstacle}>{text.unsuitable[obstacle] ?? obstacle}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
