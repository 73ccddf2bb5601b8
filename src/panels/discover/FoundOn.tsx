import { TriangleAlert } from 'lucide-react'
import type { DiscoveryProvenance } from '../../document/project'
import { changeOfSentences } from '../../document/step-change'
import { useData, type CurrentData } from '../../stores/data'
import { stepsText as text } from '../../text/steps'
import styles from './Discover.module.css'

/** Whether the data have been changed since a graph was found on them, in words; null where they are the same. */
function changedSince(
  { dataset, dataRevision, dataSteps = [] }: DiscoveryProvenance,
  { entry, effects, state }: CurrentData,
): string | null {
  if (!entry || state === 'deriving') return null
  if (entry.source.name !== dataset) return text.foundOnOther(dataset)
  if (entry.source.revision !== dataRevision) return text.foundEarlier(dataset)
  const change = changeOfSentences(
    dataSteps,
    effects.map(({ sentence }) => sentence),
  )
  return change && text.foundBefore(text.changed[change.what](change.step))
}

/** The data that a discovered graph rests on: the steps done to them, and that they have changed since. */
export function FoundOn({ provenance }: { provenance: DiscoveryProvenance }) {
  const changed = changedSince(provenance, useData())
  return (
    <>
      {changed ? (
        <p className={styles.changed} data-found-on>
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
          {changed}
        </p>
      ) : null}
      {provenance.dataSteps ? (
        <details className={styles.details}>
          <summary>{text.dataSteps}</summary>
          <ol className={styles.note}>
            {provenance.dataSteps.map((sentence, at) => (
              // Two steps may do the same; their order does not change.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at}>{sentence}</li>
            ))}
          </ol>
        </details>
      ) : null}
    </>
  )
}
