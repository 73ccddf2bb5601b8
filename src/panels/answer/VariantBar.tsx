import { useEffect, useRef } from 'react'
import { removeGraph } from '../../document/commands/project-commands'
import { runCommand, usePresent } from '../../stores/project'
import { keepVariant, useTrying } from '../../stores/trying'
import { useView } from '../../stores/view'
import { waysOutText as text } from '../../text/ways-out'
import { Button } from '../../widgets/Button'
import styles from './WaysOut.module.css'

/** Above the verdict on a variant that tries a change: the way back, and what becomes of it. */
export function VariantBar({ shown }: { shown: string }) {
  const { graphs } = usePresent()
  const from = useTrying((state) => state.from[shown])
  const base = graphs.find((entry) => entry.id === from)
  const way = useRef<HTMLButtonElement>(null)
  // The row that was pressed is gone with the verdict that it belonged to.
  useEffect(() => {
    if (document.activeElement === document.body) way.current?.focus({ preventScroll: true })
  }, [])
  if (!base) return null
  const back = () => useView.getState().showGraph(base.id)
  return (
    <div className={styles.variant} data-variant={shown}>
      <p>{text.trying(base.name)}</p>
      <div className={styles.actions}>
        <Button size="sm" ref={way} onPress={back}>
          {text.back(base.name)}
        </Button>
        <Button size="sm" tone="quiet" label={text.keepLabel} onPress={() => keepVariant(shown)}>
          {text.keep}
        </Button>
        <Button
          size="sm"
          tone="quiet"
          label={text.removeLabel}
          onPress={() => {
            if (!runCommand(removeGraph, { graphId: shown })) return
            keepVariant(shown)
            back()
          }}
        >
          {text.remove}
        </Button>
      </div>
    </div>
  )
}
