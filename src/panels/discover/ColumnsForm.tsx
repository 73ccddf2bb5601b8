import { TriangleAlert } from 'lucide-react'
import { memo, useState } from 'react'
import { setKnowledge } from '../../document/commands/knowledge-commands'
import { tierFrom, withExogenous } from '../../document/knowledge-edits'
import type { Knowledge } from '../../engine/discover/algorithm'
import { tierOf, withTier } from '../../engine/discover/knowledge/tiers'
import { toggleDiscoveryColumn } from '../../stores/discovering'
import { runCommand } from '../../stores/project'
import { discoverText as text } from '../../text/discover'
import { Button } from '../../widgets/Button'
import { Checkbox } from '../../widgets/Checkbox'
import { TextField } from '../../widgets/TextField'
import styles from './Discover.module.css'
import { listedColumns } from './listed-columns'
import type { PlacedProblems } from './placed-problems'
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

function ExogenousMark({ name, knowledge }: { name: string; knowledge: Knowledge }) {
  const marked = knowledge.exogenous?.includes(name) ?? false
  const change = (next: boolean) =>
    runCommand(setKnowledge, {
      knowledge: withExogenous(knowledge, name, next ? 'exogenous' : 'caused'),
      label: text.exogenousStep(name, next),
    })
  return (
    <span className={styles.exogenous}>
      <Checkbox checked={marked} label={text.exogenous(name)} onChange={change} />
    </span>
  )
}

/** Columns listed at once; more are asked for or found by their name. */
const LISTED = 60

/** Which columns take part, which of them nothing causes, and the tier of each. */
export const ColumnsForm = memo(function ColumnsForm({
  datasetId,
  columns,
  chosen,
  knowledge,
  problems,
}: {
  datasetId: string
  columns: readonly SearchableColumn[]
  chosen: readonly string[]
  knowledge: Knowledge
  problems: PlacedProblems['byColumn']
}) {
  const used = new Set(chosen)
  const [sought, setSought] = useState('')
  const [most, setMost] = useState(LISTED)
  const { listed, left } = listedColumns(columns, { sought, most, first: problems })
  return (
    <div className={styles.columns} role="group" aria-label={text.columns}>
      {columns.length > LISTED ? (
        <TextField
          label={text.findColumn}
          labelShown="hidden"
          placeholder={text.findColumn}
          value={sought}
          onChange={setSought}
        />
      ) : null}
      <p className={styles.columnHeads} aria-hidden>
        <span title={text.exogenousHelp}>{text.exogenousHead}</span>
        <span className={styles.tierHead}>{text.tierHead}</span>
      </p>
      <ul className={styles.columnList}>
        {listed.map(({ name, obstacle }) => (
          <li key={name} className={styles.column} data-column={name}>
            <Checkbox
              checked={used.has(name)}
              disabled={obstacle !== null}
              onChange={() => toggleDiscoveryColumn(datasetId, name)}
            >
              <span className={obstacle === null ? styles.columnName : styles.columnOut}>{name}</span>
            </Checkbox>
            {obstacle === null ? (
              <>
                <ExogenousMark name={name} knowledge={knowledge} />
                <TierField name={name} knowledge={knowledge} />
              </>
            ) : (
              <span className={styles.obstacle}>{text.unsuitable[obstacle] ?? obstacle}</span>
            )}
            {problems.get(name)?.map((message) => (
              <p key={message} className={styles.columnProblem} role="alert">
                <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
                {message}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <Button size="sm" tone="quiet" onPress={() => setMost(most + LISTED)}>
          {text.moreColumns(Math.min(LISTED, left), left)}
        </Button>
      ) : null}
    </div>
  )
})
