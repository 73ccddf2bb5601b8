import { Check, CircleSlash2, LoaderCircle, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { graphEntry } from '../../document/project'
import { useDiscovering } from '../../stores/discovering'
import { useJobs, type Job } from '../../stores/jobs'
import { usePresent } from '../../stores/project'
import { useView } from '../../stores/view'
import { stripText as text } from '../../text/strip'
import { duration, secondsLeft, shortTime } from '../../widgets/amounts'
import { Button } from '../../widgets/Button'
import { percent } from '../../widgets/numbers'
import { ProgressBar } from '../../widgets/ProgressBar'
import styles from './Lists.module.css'

const TICK = 500
const glyphs = { running: LoaderCircle, done: Check, failed: X, cancelled: CircleSlash2 } as const

/** Every long computation of this session, newest first. */
export function JobsTray() {
  const jobs = useJobs((state) => state.jobs)
  const clear = useJobs((state) => state.clear)
  if (jobs.length === 0) return <p className={styles.empty}>{text.noJobs}</p>
  return (
    <div className={styles.panel}>
      <ul className={styles.list} aria-label={text.jobsLabel}>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
      {jobs.some((job) => job.status !== 'running') ? (
        <div className={styles.bar}>
          <Button size="sm" tone="quiet" onPress={clear}>
            {text.clearJobs}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** Milliseconds on the page's clock, renewed while the job runs. */
function useNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!running) return undefined
    const timer = setInterval(() => setNow(performance.now()), TICK)
    return () => clearInterval(timer)
  }, [running])
  return now
}

function JobRow({ job }: { job: Job }) {
  const running = job.status === 'running'
  const now = useNow(running)
  const seconds = Math.max(0, ((job.endedAt ?? now) - job.startedAt) / 1000)
  const left = running ? secondsLeft(seconds, job.progress.fraction) : null
  const Glyph = glyphs[job.status]
  const message = job.problems?.map((problem) => problem.message).join(' ')
  return (
    <li className={styles.job} data-job={job.id} data-status={job.status}>
      <Glyph size={15} strokeWidth={1.75} aria-hidden />
      <div className={styles.jobBody}>
        <div className={styles.jobHead}>
          <strong>{job.title}</strong>
          <span className={styles.meta}>
            {running
              ? [
                  percent(job.progress.fraction),
                  job.progress.note,
                  left === null ? '' : text.jobLeft(duration(left)),
                ]
                  .filter(Boolean)
                  .join(', ')
              : `${text.jobStatus[job.status]}, ${text.jobTook(shortTime(seconds))}`}
          </span>
        </div>
        {running ? (
          <ProgressBar fraction={job.progress.fraction} label={text.jobProgress(job.title)} />
        ) : null}
        {message ? <p className={styles.message}>{message}</p> : null}
      </div>
      <ShowResult jobId={job.id} />
      {running ? (
        <Button size="sm" label={text.cancelJob(job.title)} onPress={() => useJobs.getState().cancel(job.id)}>
          {text.cancel}
        </Button>
      ) : null}
    </li>
  )
}

/** A finished search leads to the graph it filed, as long as that is there. */
function ShowResult({ jobId }: { jobId: string }) {
  const graphId = useDiscovering((state) => state.filed[jobId])
  const project = usePresent()
  const entry = graphId === undefined ? undefined : graphEntry(project, graphId)
  if (!entry) return null
  return (
    <Button
      size="sm"
      label={text.showResultOf(entry.name)}
      onPress={() => {
        useView.getState().showGraph(entry.id)
        useView.getState().setSide('discover')
        useDiscovering.setState({ view: 'result' })
      }}
    >
      {text.showResult}
    </Button>
  )
}
