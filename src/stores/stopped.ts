import { appText } from '../text/app'
import type { TaskKind } from '../worker/task'
import { useView } from './view'

/** Says once which computation stopped and why, with the way to try again where there is one. */
export function reportStopped(kind: TaskKind, error: unknown, again?: () => void) {
  const what = appText.stoppedWork[kind] ?? appText.stoppedOther
  offerAgain(appText.stopped(what, error instanceof Error ? error.message : String(error)), again)
}

/** One sentence, once, with the way to try again. */
export function offerAgain(text: string, again?: () => void) {
  const { notices, notify } = useView.getState()
  if (notices.some((notice) => notice.text === text)) return
  notify({ tone: 'warning', text, ...(again ? { action: { label: appText.tryAgain, run: again } } : {}) })
}
