import { useEffect } from 'react'
import { useJobs } from '../stores/jobs'
import { useProject } from '../stores/project'

/** `<html data-idle="true">` once the project is there, nothing is being computed and all is saved: tests wait for it. */
export function IdleSignal({ ready }: { ready: boolean }) {
  const busy = useJobs((state) => state.busy)
  const saved = useProject((state) => state.saved)
  const idle = ready && busy === 0 && saved !== 'saving'
  useEffect(() => {
    // A moment's grace: an answer that has just come may ask for the next.
    const timer = setTimeout(() => (document.documentElement.dataset.idle = String(idle)), idle ? 120 : 0)
    if (!idle) document.documentElement.dataset.idle = 'false'
    return () => clearTimeout(timer)
  }, [idle])
  return null
}
