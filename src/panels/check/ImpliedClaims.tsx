import { listMore, independenceKey } from '../../stores/checking'
import type { CausalGraph } from '../../engine/graph/graph'
import type { ImplicationList } from '../../engine/identify/list-implications'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import styles from './Check.module.css'
import { ClaimRow } from './ClaimRow'

/** The independencies that the graph implies, as far as they have been listed. */
export function ImpliedClaims({ graph, found }: { graph: CausalGraph; found: ImplicationList }) {
  return (
    <>
      <ul className={styles.claims} aria-label={text.claimsLabel}>
        {found.independencies.map((claim) => (
          <li key={independenceKey(claim)}>
            <ClaimRow graph={graph} claim={claim} />
          </li>
        ))}
      </ul>
      {found.ended === 'all' ? null : (
        <div className={styles.actions}>
          <Button size="sm" onPress={listMore}>
            {text.more}
          </Button>
          <span className={styles.small}>
            {found.ended === 'time' ? text.ended : text.listed(found.independencies.length, found.ended)}
          </span>
        </div>
      )}
    </>
  )
}
