import { useMemo } from 'react'
import { createPrinter } from '../../engine/expression/print'
import type { VariableId } from '../../engine/graph/graph'
import type { FunctionalConstraint } from '../../engine/identify/verma'
import { useImplications } from '../../stores/checking'
import { useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import { useFirst } from '../../widgets/use-first'
import { useMathML } from '../answer/use-mathml'
import styles from './Check.module.css'
import { useClaimMark } from './use-claim-mark'

/** Constraints that are listed at first, and more each time they are asked for. */
const LISTED = 10

/** What a graph with hidden causes implies beyond independencies; nothing where it has none. */
export function Constraints() {
  const { constraints } = useImplications()
  const { first, left, more } = useFirst(constraints.value ?? [], LISTED)
  if (first.length === 0) return null
  return (
    <section className={styles.section} aria-label={text.constraints} data-stale={constraints.stale}>
      <h4>
        {text.constraints} <span className={styles.small}>{text.constraintsMeta(first.length + left)}</span>
      </h4>
      <p className={styles.small}>{text.constraintsNote}</p>
      <ul className={styles.claims} aria-label={text.constraintsLabel}>
        {first.map((constraint) => (
          <li key={JSON.stringify(constraint)}>
            <ConstraintRow constraint={constraint} />
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <div className={styles.actions}>
          <Button size="sm" onPress={more}>
            {text.more}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function ConstraintRow({ constraint }: { constraint: FunctionalConstraint }) {
  const { graph } = useShownGraph()
  const { expression, independentOf } = constraint
  const printer = useMemo(() => createPrinter(graph, [expression]), [graph, expression])
  const [formula] = useMathML([printer.latex(expression)]) ?? []
  const { handlers } = useClaimMark(
    JSON.stringify(constraint),
    printer.legend.map(({ variable }) => variable),
  )
  const named = (ids: readonly VariableId[]) =>
    printer.legend.filter(({ variable }) => ids.includes(variable)).map(({ name }) => name)
  return (
    <button type="button" className={styles.claim} {...handlers}>
      {formula ? (
        <span className={styles.formula} dangerouslySetInnerHTML={{ __html: formula }} />
      ) : (
        <span className={styles.formula}>{printer.text(expression)}</span>
      )}
      <span>{text.unchanged(named(independentOf))}</span>
      <span className={styles.detail}>
        {printer.legend.map(({ variable, text: symbol, name }) => (
          <span key={variable} className={styles.symbol}>
            <i>{symbol}</i> {name}
          </span>
        ))}
      </span>
    </button>
  )
}
