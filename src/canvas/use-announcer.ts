import { useCallback, useEffect, useState } from 'react'
import { useProject } from '../stores/project'
import { canvasText } from '../text/canvas'

/** One polite message for each command, undo and redo, and for whatever else is said. */
export function useAnnouncer(): [message: string, say: (message: string) => void] {
  const [message, setMessage] = useState('')
  const say = useCallback((text: string) => setMessage(text), [])
  useEffect(
    () =>
      useProject.subscribe((state, before) => {
        const { past, future, present } = state.history
        if (present === before.history.present || present.id !== before.history.present.id) return
        const undone = before.history.past.length > past.length
        const redone =
          future.length < before.history.future.length &&
          past.at(-1)?.label === before.history.future[0]?.label
        if (undone && future[0]) setMessage(canvasText.undone(future[0].label))
        else if (redone && before.history.future[0])
          setMessage(canvasText.redone(before.history.future[0].label))
        else if (past.length > 0) setMessage(canvasText.done(past[past.length - 1].label))
      }),
    [],
  )
  return [message, say]
}
