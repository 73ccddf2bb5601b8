import type { AdviceFacts } from '../../engine/discover/advice-facts'
import { discoverText } from '../../text/discover'
import { count } from '../../widgets/numbers'

const text = discoverText.facts

/** What was read from the data, one sentence each; only what matters for the choice of a method. */
export function factSentences({ columns, values, rows, rowsSet, contexts, shape }: AdviceFacts): string[] {
  const shapes = values === 'categories' ? null : shape
  return [
    text.columns[values](columns, count(rows.total)) + (shapes ? `, ${text.shape[shapes]}.` : '.'),
    rows.complete < rows.total ? text.gaps(count(rows.total - rows.complete)) : '',
    rowsSet > 0 ? text.set(count(rowsSet)) : '',
    ...contexts.map(({ name, kind }) => text.context[kind](name)),
  ].filter(Boolean)
}
