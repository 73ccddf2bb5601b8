import { Redo2, Undo2 } from 'lucide-react'
import { useProject } from '../../stores/project'
import { stripText as text } from '../../text/strip'
import { Button } from '../../widgets/Button'
import { logSteps } from './log-steps'
import styles from './Lists.module.css'

/** The named steps of this session, newest first; a click goes to the state right after a step. */
export function Log() {
  const history = useProject((state) => state.history)
  const undo = useProject((state) => state.undo)
  const redo = useProject((state) => state.redo)
  const travel = useProject((state) => state.travel)
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        <Button
          size="sm"
          icon={<Undo2 size={14} strokeWidth={1.75} />}
          disabled={history.past.length === 0}
          onPress={undo}
        >
          {text.undo}
        </Button>
        <Button
          size="sm"
          icon={<Redo2 size={14} strokeWidth={1.75} />}
          disabled={history.future.length === 0}
          onPress={redo}
        >
          {text.redo}
        </Button>
        <span className={styles.hint}>{text.logHint}</span>
      </div>
      <ol className={styles.list} aria-label={text.logLabel}>
        {logSteps(history).map(({ label, distance }) => (
          <li key={distance}>
            <button
              type="button"
              className={styles.step}
              data-undone={distance > 0}
              aria-current={distance === 0 ? 'step' : undefined}
              aria-label={text.goTo(label ?? text.opened)}
              onClick={() => travel(distance)}
            >
              <span className={styles.dot} aria-hidden />
              <span className={styles.stepLabel}>{label ?? text.opened}</span>
              <span className={styles.meta}>
                {distance === 0 ? text.current : distance > 0 ? text.undone : null}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
