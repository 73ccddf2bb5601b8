import { ChevronRight, EyeOff, Ruler, Shuffle } from 'lucide-react'
import { nameOf } from '../../engine/graph/graph'
import type { Remedy } from '../../engine/identify/remedies'
import { tryGraph } from '../../stores/trying'
import { useView } from '../../stores/view'
import { useWaysOut } from '../../stores/ways-out'
import { canvasText } from '../../text/canvas'
import { waysOutText as text } from '../../text/ways-out'
import { remedyWords } from './remedy-words'
import type { Situation } from './use-situation'
import styles from './WaysOut.module.css'

const icons = { measure: Ruler, randomise: Shuffle, 'assume-none': EyeOff }

/** Single changes of the graph that would give an answer; pressing one tries it as a variant. */
export function WhatWouldHelp({ at }: { at: Situation }) {
  const { of, remedies } = useWaysOut()
  const found = of === at.answer && remedies ? remedies : null
  return (
    <section className={styles.help} aria-label={text.help} data-help>
      <h5 className={styles.title}>{text.help}</h5>
      {!found ? <p className={styles.small}>{text.seeking}</p> : null}
      {found && !found.ok ? found.problems.map(({ message }) => <p key={message}>{message}</p>) : null}
      {found?.ok ? (
        <>
          <ul className={styles.rows}>
            {found.value.remedies.map((remedy) => (
              <li key={`${remedy.kind} ${remedy.variables.join(' ')} ${remedy.edge}`}>
                <RemedyRow at={at} remedy={remedy} />
              </li>
            ))}
          </ul>
          {!found.value.complete ? (
            <p className={styles.small}>{text.stopped}</p>
          ) : found.value.remedies.length === 0 ? (
            <p className={styles.small}>{text.noHelp}</p>
          ) : null}
        </>
      ) : null}
    </section>
  )
}

function RemedyRow({ at, remedy }: { at: Situation; remedy: Remedy }) {
  const highlight = useView((state) => state.highlight)
  const Icon = icons[remedy.kind]
  const words = remedyWords(remedy, (id) => nameOf(at.graph, id), at.treatment?.id)
  const point = () => highlight(remedy.variables)
  const leave = () => highlight([])
  return (
    <button
      type="button"
      className={styles.row}
      aria-label={text.tries(words.what, words.becomes)}
      data-remedy={remedy.kind}
      onClick={() => {
        leave()
        tryGraph(at.entry.id, canvasText.variantOf(at.entry.name) + words.variant, remedy.graph)
      }}
      onMouseEnter={point}
      onMouseLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      <span className={styles.icon}>
        <Icon size={15} strokeWidth={1.75} aria-hidden />
      </span>
      <span className={styles.words}>
        <span className={styles.what}>{words.what}</span>
        <span className={styles.small}>{words.becomes}</span>
      </span>
      <ChevronRight size={14} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
