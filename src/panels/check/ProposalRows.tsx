import type { DecidedProposal } from '../../document/project'
import { proposalKey, type Proposal } from '../../engine/discover/proposals/proposal'
import type { WeighedProposal } from '../../engine/discover/proposals/weigh-proposals'
import { decideProposal, tryAgain } from '../../stores/proposals'
import { proposalsText as text } from '../../text/proposals'
import { Button } from '../../widgets/Button'
import styles from './Check.module.css'
import own from './Proposals.module.css'
import { changeWords, claimsWords, signedBic, verdictOn } from './proposal-words'

interface OpenRowProps {
  proposal: Proposal
  /** null until the data have been asked. */
  weighed: WeighedProposal | null
  locked: boolean
}

/** One proposal, what the data say to it, and the two buttons. */
export function OpenRow({ proposal, weighed, locked }: OpenRowProps) {
  const words = changeWords(proposal)
  const verdict = weighed ? verdictOn(weighed) : null
  return (
    <li className={own.row} data-proposal={words} data-tone={verdict?.tone}>
      <strong className={own.change}>{words}</strong>
      {proposal.reason ? <span className={styles.small}>{proposal.reason}</span> : null}
      {verdict ? <span className={own.verdict}>{verdict.sentence}</span> : null}
      {weighed && weighed.noLongerFailing.length > 0 ? (
        <span className={styles.small}>{text.mended(claimsWords(weighed.noLongerFailing))}</span>
      ) : null}
      {weighed && weighed.nowFailing.length > 0 ? (
        <span className={own.failing}>{text.failing(claimsWords(weighed.nowFailing))}</span>
      ) : null}
      {weighed && !locked ? (
        <span className={styles.actions}>
          <Button
            size="sm"
            disabled={weighed.obstacle !== null}
            label={text.acceptLabel(words)}
            onPress={() => decideProposal(weighed, 'accepted')}
          >
            {text.accept}
          </Button>
          <Button
            size="sm"
            label={text.rejectLabel(words)}
            onPress={() => decideProposal(weighed, 'rejected')}
          >
            {text.reject}
          </Button>
        </span>
      ) : null}
    </li>
  )
}

/** What was decided before, newest first: not weighed again until it is asked for. */
export function DecidedRows({ decided }: { decided: readonly DecidedProposal[] }) {
  return (
    <details className={own.decided}>
      <summary>{text.decided(decided.length)}</summary>
      <ul className={own.rows}>
        {decided.toReversed().map((one) => {
          const words = changeWords(one)
          return (
            <li key={proposalKey(one)} className={own.row} data-decided={one.verdict}>
              <strong className={own.change}>{words}</strong>
              <span className={styles.small}>
                {[
                  `${text.verdict[one.verdict]} ${text.by[one.by]}`,
                  ...(one.bicChange === null ? [] : [text.bic(signedBic(one.bicChange))]),
                  ...(one.dataset ? [one.dataset] : []),
                  ...(one.source ? [one.source] : []),
                  one.at.slice(0, 10),
                ].join(' · ')}
              </span>
              <span className={styles.actions}>
                <Button size="sm" label={text.tryAgainLabel(words)} onPress={() => tryAgain(one)}>
                  {text.tryAgain}
                </Button>
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
