import { ChevronDown } from 'lucide-react'
import { Button } from '../../widgets/Button'
import { Menu, type MenuEntry } from '../../widgets/Menu'
import styles from './QuestionStep.module.css'

/** A word of the question with a menu of what else it could say. */
export function TokenMenu({
  label,
  value,
  entries,
}: {
  label: string
  value: string
  entries: readonly MenuEntry[]
}) {
  return (
    <span className={styles.token}>
      <Menu label={label} entries={entries}>
        <Button size="sm" label={`${label}: ${value}`}>
          <span className={styles.word}>
            {value}
            <ChevronDown size={12} strokeWidth={1.75} aria-hidden />
          </span>
        </Button>
      </Menu>
    </span>
  )
}
