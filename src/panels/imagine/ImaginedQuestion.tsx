import { ChevronDown } from 'lucide-react'
import { setImagined } from '../../document/commands/question-commands'
import { imaginedOf, type Query } from '../../document/project'
import { nameOf, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { imaginedKinds } from '../../engine/identify/counterfactual/imagined-kinds'
import type { Value } from '../../engine/identify/question'
import { useImagining } from '../../stores/imagining'
import { runCommand } from '../../stores/project'
import { imagineText as text } from '../../text/imagine'
import { Button } from '../../widgets/Button'
import { Menu } from '../../widgets/Menu'
import styles from './Imagine.module.css'

interface QuestionProps {
  graph: CausalGraph
  query: Query
  event: { readonly event: Value; readonly otherwise: Value }
}

/** Which question is imagined, as a menu and as a sentence. */
export function ImaginedQuestion({ graph, query, event }: QuestionProps) {
  const { kind } = imaginedOf(query)
  const [contrast] = query.question.treatments
  const [outcome] = query.question.outcomes
  const name = (id: VariableId) => nameOf(graph, id)
  return (
    <>
      <Menu
        label={text.kindLabel}
        entries={imaginedKinds.map((id) => ({
          id,
          label: text.kinds[id].label,
          detail: text.kinds[id].detail,
          chosen: id === kind,
          run: () => void runCommand(setImagined, { kind: id }),
        }))}
      >
        <Button label={`${text.kindLabel}: ${text.kinds[kind].label}`}>
          {text.kinds[kind].label} <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
        </Button>
      </Menu>
      {contrast && outcome ? (
        <p className={styles.sentence} data-sentence="">
          {text.sentences[kind](
            name(contrast.variable),
            String(contrast.from),
            String(contrast.to),
            name(outcome),
            String(event.event),
            String(event.otherwise),
          )}
        </p>
      ) : null}
      <Mediators graph={graph} query={query} />
    </>
  )
}

/** The variables in between that the question speaks of; each can be left out. */
function Mediators({ graph, query }: { graph: CausalGraph; query: Query }) {
  const answer = useImagining((state) => state.answer.value)
  const { kind, mediators } = imaginedOf(query)
  const isMediated = kind.startsWith('natural') || kind.startsWith('controlled')
  if (!isMediated || !answer || answer.between.length === 0) return null
  const chosen = mediators ?? answer.between
  const toggle = (id: VariableId) => {
    const next = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]
    if (next.length > 0)
      runCommand(setImagined, { mediators: next.length === answer.between.length ? null : next })
  }
  const names = answer.between.filter((id) => chosen.includes(id)).map((id) => nameOf(graph, id))
  return answer.between.length < 2 ? (
    <p className={styles.small}>{text.between(names)}</p>
  ) : (
    <p className={styles.small}>
      {text.between(names)}{' '}
      <Menu
        label={text.mediatorsLabel}
        entries={answer.between.map((id) => ({
          id,
          label: nameOf(graph, id),
          chosen: chosen.includes(id),
          run: () => toggle(id),
        }))}
      >
        <Button size="sm">{text.change}</Button>
      </Menu>
    </p>
  )
}
