import { ArrowRight, Columns3, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { setKnowledge } from '../../document/commands/knowledge-commands'
import type { Knowledge } from '../../engine/discover/algorithm'
import { runCommand, useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { discoverText as text } from '../../text/discover'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { Segmented } from '../../widgets/Segmented'
import { Select } from '../../widgets/Select'
import styles from './Discover.module.css'
import { withoutPair, withPair, type PairKind } from './knowledge-form'

const KINDS = [
  { id: 'required', label: text.required },
  { id: 'forbidden', label: text.forbidden },
] as const

function Pairs({ knowledge, kind }: { knowledge: Knowledge; kind: PairKind }) {
  return knowledge[kind].map(([cause, effect]) => (
    <li key={`${kind} ${cause} ${effect}`} className={styles.pair}>
      <span className={styles.pairKind}>{text[kind]}</span>
      <span className={styles.pairNames}>
        {cause} <ArrowRight size={12} aria-hidden /> {effect}
      </span>
      <IconButton
        label={text.removePair(cause, effect)}
        icon={<X size={14} strokeWidth={1.75} />}
        size="sm"
        onPress={() =>
          runCommand(setKnowledge, {
            knowledge: withoutPair(knowledge, cause, effect),
            label: text.unpairStep(cause, effect),
          })
        }
      />
    </li>
  ))
}

/** Arrows that are known to stand or known not to. Tiers are set beside the columns. */
export function KnowledgeForm({ knowledge, columns }: { knowledge: Knowledge; columns: readonly string[] }) {
  const { lanes } = useShownGraph()
  const [kind, setKind] = useState<PairKind>('required')
  const [cause, setCause] = useState('')
  const [effect, setEffect] = useState('')
  const choices = columns.map((name) => ({ id: name, label: name }))
  const ready = columns.includes(cause) && columns.includes(effect) && cause !== effect
  const add = () => {
    const label = text.pairStep(kind, cause, effect)
    if (!runCommand(setKnowledge, { knowledge: withPair(knowledge, kind, cause, effect), label })) return
    setCause('')
    setEffect('')
  }
  return (
    <>
      {knowledge.required.length + knowledge.forbidden.length > 0 ? (
        <ul className={styles.pairs}>
          <Pairs knowledge={knowledge} kind="required" />
          <Pairs knowledge={knowledge} kind="forbidden" />
        </ul>
      ) : null}
      <div className={styles.newPair}>
        <Segmented label={text.pairKind} value={kind} choices={KINDS} onChange={setKind} />
        <div className={styles.newPairNames}>
          <Select
            label={text.cause}
            value={cause || text.pick}
            choices={choices}
            onChange={setCause}
            size="sm"
          />
          <ArrowRight size={12} aria-hidden />
          <Select
            label={text.effect}
            value={effect || text.pick}
            choices={choices}
            onChange={setEffect}
            size="sm"
          />
          <Button size="sm" icon={<Plus size={14} strokeWidth={1.75} />} disabled={!ready} onPress={add}>
            {text.addPair}
          </Button>
        </div>
      </div>
      <p className={styles.note}>{text.knowledgeNote}</p>
      {lanes ? null : (
        <Button
          size="sm"
          icon={<Columns3 size={14} strokeWidth={1.75} aria-hidden />}
          onPress={() => useView.getState().askCanvas('lanes')}
          className={styles.lanesButton}
        >
          {text.showLanes}
        </Button>
      )}
    </>
  )
}
