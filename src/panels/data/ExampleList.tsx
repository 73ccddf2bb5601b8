import { useEffect, useState } from 'react'
import { openExample } from '../../stores/files'
import { usePresent } from '../../stores/project'
import { dataText as text } from '../../text/data'
import styles from './DataRail.module.css'

interface Listed {
  readonly id: string
  readonly title: string
}

/** The worked examples; each opens as a project of its own. The list is loaded on first sight. */
export function ExampleList() {
  const current = usePresent().example
  const [examples, setExamples] = useState<readonly Listed[]>([])
  useEffect(() => {
    let left = false
    void import('../../engine/examples/registry').then(({ examples: registry }) => {
      if (!left) setExamples(registry.entries.map(({ id, title }) => ({ id, title })))
    })
    return () => {
      left = true
    }
  }, [])
  return (
    <ul className={styles.examples}>
      {examples.map(({ id, title }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.example}
            data-example={id}
            aria-current={current === id ? 'true' : undefined}
            aria-label={text.openExample(title)}
            onClick={() => void openExample(id)}
          >
            <span className={styles.dot} aria-hidden />
            {title}
          </button>
        </li>
      ))}
    </ul>
  )
}
