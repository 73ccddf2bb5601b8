import { TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { saveProject } from '../stores/files'
import { downloadText } from '../stores/download'
import { forgetDamaged, readableRest, saveAgain, takeOver, workOnCopy } from '../stores/saving/saving'
import { useSaving, type Restored, type SaveFailure } from '../stores/saving/saving-state'
import { appText } from '../text/app'
import { savingText as text } from '../text/saving'
import { Button } from '../widgets/Button'
import styles from './SavingBanner.module.css'

/** What is not as usual about saving, until it is again: one sentence and what can be done, above the canvas. */
export function SavingBanner() {
  const { tab, restored, failure } = useSaving()
  return (
    <div className={styles.stack}>
      {tab === 'own' ? null : (
        <Banner id={tab} says={text.tab[tab]}>
          <Button size="sm" onPress={workOnCopy}>
            {text.tab.copy}
          </Button>
          <Button size="sm" onPress={() => void takeOver()}>
            {tab === 'taken' ? text.tab.takeBack : text.tab.takeOver}
          </Button>
        </Banner>
      )}
      {failure ? (
        <Banner id={`failure-${failure.kind}`} says={failureSentence(failure)}>
          <Button size="sm" onPress={saveAgain}>
            {text.failure.again}
          </Button>
          <Button size="sm" onPress={() => void saveProject()}>
            {text.failure.download}
          </Button>
        </Banner>
      ) : null}
      {restored ? <RestoredBanner restored={restored} /> : null}
    </div>
  )
}

function failureSentence({ kind, kept, names, message, used, allowed, savedAt }: SaveFailure): string {
  if (kind === 'other') return text.failure.other(message, savedAt)
  return kept === 'graph'
    ? text.failure.graph(names, used, allowed)
    : text.failure.full(savedAt, used, allowed)
}

function restoredSentence({ kind, name, reason, savedAt, names }: Restored): string {
  if (kind === 'previous') return text.restored.previous(name, reason, savedAt)
  if (kind === 'without-data') return text.restored['without-data'](names)
  return kind === 'unreadable' ? text.restored.unreadable(name, reason) : text.restored['no-storage'](reason)
}

function RestoredBanner({ restored }: { restored: Restored }) {
  const { kind, projectId, name } = restored
  const damaged = kind === 'previous' || kind === 'unreadable' ? projectId : null
  const download = async (id: string) =>
    downloadText(`${name || 'project'} (damaged save).json`, [await readableRest(id)])
  return (
    <Banner id={`restored-${kind}`} says={restoredSentence(restored)}>
      {damaged === null ? null : (
        <>
          <Button size="sm" onPress={() => void download(damaged)}>
            {text.restored.download}
          </Button>
          <Button size="sm" onPress={() => void forgetDamaged(damaged)}>
            {text.restored.forget}
          </Button>
        </>
      )}
      {kind === 'no-storage' ? (
        <Button size="sm" onPress={() => void saveProject()}>
          {text.failure.download}
        </Button>
      ) : null}
      <Button
        tone="quiet"
        size="sm"
        label={appText.dismiss}
        icon={<X size={14} />}
        onPress={() => useSaving.setState({ restored: null })}
      />
    </Banner>
  )
}

function Banner({ id, says, children }: { id: string; says: string; children: ReactNode }) {
  return (
    <section className={styles.banner} data-banner={id} role="status">
      <span className={styles.glyph}>
        <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
      </span>
      <p className={styles.text}>{says}</p>
      <div className={styles.buttons}>{children}</div>
    </section>
  )
}
