import { ArrowRight, Columns3, PencilLine, Plus, TriangleAlert, X } from 'lucide-react'
import { memo, useState } from 'react'
import { setKnowledge } from '../../document/commands/knowledge-commands'
import { withoutPair, withPair, type PairKind } from '../../document/knowledge-edits'
import type { Knowledge } from '../../engine/discover/algorithm'
import { addColumns } from '../../stores/importing'
import { runCommand, useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { discoverText as text } from '../../text/discover'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { Segmented } from '../../widgets/Segmented'
import { Select } from '../../widgets/Select'
import { ChronologicalOrder } from './ChronologicalOrder'
import styles from './Discover.module.css'

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

/** Takes up the tool that draws what is known; on a canvas without the columns they are put first. */
function drawKnowledge(missing: readonly string[], editable: boolean) {
  const view = useView.getState()
  if (missing.length > 0 && editable && addColumns(missing)) view.askCanvas('fit')
  view.setTool('required')
}

/** Arrows that are known to stand or known not to, and the order in time. Tiers are set beside the columns. */
export const KnowledgeForm = memo(function KnowledgeForm({
  knowledge,
  columns,
  problems,
}: {
  knowledge: Knowledge
  columns: readonly string[]
  problems: readonly string[]
}) {
  const { lanes, graph, locked } = useShownGraph()
  const here = new Set(graph.variables.map(({ name }) => name))
  const missing = columns.filter((name) => !here.has(name))
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
      {problems.map((message) => (
        <p key={message} className={styles.changed} role="alert">
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
          {message}
        </p>
      ))}
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
      <ChronologicalOrder knowledge={knowledge} columns={columns} />
      <p className={styles.note}>{text.knowledgeNote}</p>
      <div className={styles.buttons}>
        <Button
          size="sm"
          icon={<PencilLine size={14} strokeWidth={1.75} aria-hidden />}
          onPress={() => drawKnowledge(missing, !locked)}
        >
          {text.drawKnowledge}
        </Button>
        {lanes ? null : (
          <Button
            size="sm"
            icon={<Columns3 size={14} strokeWidth={1.75} aria-hidden />}
            onPress={() => useView.getState().askCanvas('lanes')}
          >
            {text.showLanes}
          </Button>
        )}
      </div>
    </>
  )
})
