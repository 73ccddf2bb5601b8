import { CircleX, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { createDisposer } from '../base/disposer'
import { useJobs } from '../stores/jobs'
import { useProject } from '../stores/project'
import { useView, type Notice } from '../stores/view'
import { appText } from '../text/app'
import { Button } from '../widgets/Button'
import { ProgressBar } from '../widgets/ProgressBar'
import styles from './Notices.module.css'

const glyph = {
  info: <Info size={15} strokeWidth={1.75} aria-hidden />,
  warning: <TriangleAlert size={15} strokeWidth={1.75} aria-hidden />,
  blocked: <CircleX size={15} strokeWidth={1.75} aria-hidden />,
}

/**
 * Sentences above the strip or the sheet, whatever is open there. Information goes after a while, an offer
 * also with the next step that is taken; a refusal stays until it is dismissed.
 */
export function Notices() {
  const notices = useView((state) => state.notices)
  return (
    <div className={styles.stack} role="status" aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

/** How far a long run is, with the way to stop it. */
function JobProgress({ id, title, ended }: { id: string; title: string; ended: () => void }) {
  const job = useJobs((state) => state.jobs.find((one) => one.id === id))
  const over = job?.status !== 'running'
  const end = useEffectEvent(ended)
  useEffect(() => {
    if (over) end()
  }, [over])
  if (!job) return null
  return (
    <>
      <div className={styles.progress}>
        <ProgressBar fraction={job.progress.fraction} label={title} />
      </div>
      <Button size="sm" onPress={() => useJobs.getState().cancel(id)}>
        {appText.cancel}
      </Button>
    </>
  )
}

function NoticeCard({ notice }: { notice: Notice }) {
  const dismiss = () => useView.getState().dismiss(notice.id)
  useEffect(() => {
    if (notice.tone !== 'info' || notice.job) return undefined
    const running = createDisposer()
    const away = () => useView.getState().dismiss(notice.id)
    const timer = setTimeout(away, notice.action ? 15_000 : 6000)
    running.add(() => clearTimeout(timer))
    if (notice.action)
      running.add(
        useProject.subscribe((state, before) => {
          if (state.history.present !== before.history.present) away()
        }),
      )
    return () => running.dispose()
  }, [notice])
  return (
    <div className={styles.notice} data-tone={notice.tone} data-notice>
      <span className={styles[notice.tone]}>{glyph[notice.tone]}</span>
      <p className={styles.text}>{notice.text}</p>
      {notice.job ? <JobProgress id={notice.job} title={notice.text} ended={dismiss} /> : null}
      {notice.action ? (
        <Button
          size="sm"
          onPress={() => {
            notice.action?.run()
            dismiss()
          }}
        >
          {notice.action.label}
        </Button>
      ) : null}
      <Button tone="quiet" size="sm" label={appText.dismiss} icon={<X size={14} />} onPress={dismiss} />
    </div>
  )
}
