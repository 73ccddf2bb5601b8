import { Component, type ReactNode } from 'react'
import { appText } from '../text/app'
import { Button } from '../widgets/Button'
import styles from './CrashBoundary.module.css'

/** The last resort: the project is in the browser's storage, so a reload brings it back. */
export class CrashBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    const diagnostics = `${error.message}\n${error.stack ?? ''}\n${navigator.userAgent}`
    return (
      <div className={styles.crash} role="alert">
        <h1>{appText.crashed}</h1>
        <p>{appText.crashedDetail}</p>
        <pre>{error.message}</pre>
        <div className={styles.buttons}>
          <Button tone="primary" onPress={() => location.reload()}>
            {appText.reload}
          </Button>
          <Button onPress={() => void navigator.clipboard.writeText(diagnostics)}>
            {appText.copyDiagnostics}
          </Button>
        </div>
      </div>
    )
  }
}
