import { useEffect, useState } from 'react'
import { cancelDiscovery, stopAndKeep, useDiscovering, type DiscoveryRun } from '../../stores/discovering'
import { discoverText as text } from '../../text/discover'
import { duration, secondsLeft } from '../../widgets/amounts'
import { Button } from '../../widgets/Button'
import { percent } from '../../widgets/numbers'
import { ProgressBar } from '../../widgets/ProgressBar'
import styles from './Discover.module.css'

const TICK = 500

/** Seconds since a time of `performance.now()`, renewed twice a second. */
function useElapsed(startedAt: number): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, (now - startedAt) / 1000)
}

/** The search under way: how far, how long, and the two ways to end it. */
export function RunProgress() {
  // The form around it does not follow the progress: with a thousand columns it would be all it does.
  const run = useDiscovering((state) => state.run)
  return run ? <Running run={run} /> : null
}

function Running({ run }: { run: DiscoveryRun }) {
  const elapsed = useElapsed(run.startedAt)
  const { fraction, note } = run.progress
  const left = secondsLeft(elapsed, fraction)
  return (
    <div className={styles.running} data-job={run.jobId ?? undefined}>
      <div className={styles.runningHead}>
        <strong>{run.algorithm.label}</strong>
        <span className={styles.meta}>{percent(fraction)}</span>
      </div>
      <ProgressBar fraction={fraction} label={text.progress(run.algorithm.label)} />
      <div className={styles.runningFacts}>
        <p title={note}>{note || (run.jobId ? '' : text.waitingForJobs)}</p>
        <p>{run.partial ? text.edgesSoFar(run.partial.edges.length) : text.nothingToKeep}</p>
        <p>
          {[text.elapsed(duration(elapsed)), left === null ? null : text.left(duration(left))]
            .filter(Boolean)
            .join(', ')}
        </p>
      </div>
      <div className={styles.buttons}>
        <Button disabled={!run.partial} onPress={() => void stopAndKeep()}>
          {text.stopAndKeep}
        </Button>
        <Button tone="quiet" onPress={cancelDiscovery}>
          {text.cancel}
        </Button>
      </div>
    </div>
  )
}
