import { Component, type ReactNode } from 'react'
import { saveProject } from '../stores/files'
import { useProject } from '../stores/project'
import { appText } from '../text/app'
import { Button } from '../widgets/Button'
import styles from './CrashBoundary.module.css'

interface Crash {
  readonly error: Error | null
  /** What became of the work since the last save. */
  readonly kept: 'saving' | 'saved' | 'not-saved'
}

/** Browsers word a script that could not be fetched each in their own way. */
const NOT_LOADED =
  /dynamically imported module|importing a module script|error loading dynamically|preload css/i

async function flush(): Promise<Crash['kept']> {
  try {
    const saving = await import('../stores/saving/saving')
    await saving.flush()
  } catch {
    return 'not-saved'
  }
  const { saved } = useProject.getState()
  return saved === 'saved' ? 'saved' : 'not-saved'
}

/** The last resort: what was done is saved, said to be saved or not, and a reload brings it back. */
export class CrashBoundary extends Component<{ children: ReactNode }, Crash> {
  override state: Crash = { error: null, kept: 'saving' }

  static getDerivedStateFromError(error: Error): Partial<Crash> {
    return { error }
  }

  override componentDidCatch() {
    void flush().then((kept) => this.setState({ kept }))
  }

  override render() {
    const { error, kept } = this.state
    if (!error) return this.props.children
    const diagnostics = `${error.message}\n${error.stack ?? ''}\n${navigator.userAgent}`
    const notLoaded = NOT_LOADED.test(error.message)
    return (
      <div className={styles.crash} role="alert" data-crash={kept}>
        <h1>{notLoaded ? appText.notLoaded : appText.crashed}</h1>
        <p>{appText.crashKept[kept]}</p>
        {notLoaded ? <p>{appText.notLoadedDetail}</p> : <pre>{error.message}</pre>}
        <div className={styles.buttons}>
          <Button tone="primary" onPress={() => location.reload()}>
            {appText.reload}
          </Button>
          <Button onPress={() => void saveProject()}>{appText.saveAs}</Button>
          <Button onPress={() => void navigator.clipboard.writeText(diagnostics)}>
            {appText.copyDiagnostics}
          </Button>
        </div>
      </div>
    )
  }
}
