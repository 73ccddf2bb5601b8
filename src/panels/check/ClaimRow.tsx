import type { CausalGraph } from '../../engine/graph/graph'
import type { Independence } from '../../engine/identify/implied-independencies'
import { independenceKey } from '../../stores/checking'
import styles from './Check.module.css'
import { claimWords } from './claim-words'
import { useClaimMark } from './use-claim-mark'

/** One independency that the graph implies. */
export function ClaimRow({ graph, claim }: { graph: CausalGraph; claim: Independence }) {
  const { handlers } = useClaimMark(independenceKey(claim), [claim.a, claim.b, ...claim.given])
  const { shown, spoken } = claimWords(graph, claim)
  return (
    <button type="button" className={styles.claim} aria-label={spoken} data-claim={shown} {...handlers}>
      {shown}
    </button>
  )
}
