import { Eye, FilePlus2, FolderOpen, Pencil, Scissors, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSeeDo } from '../../stores/answers'
import { newProject, openExample, pickFile } from '../../stores/files'
import { usePresent } from '../../stores/project'
import { drawnRung, useView } from '../../stores/view'
import { openingText as text } from '../../text/opening'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { Menu, type MenuEntry } from '../../widgets/Menu'
import { GuessButtons } from './GuessButtons'
import { answersDo } from '../answer/see-do-words'
import { headlineOf } from './headline'
import styles from './OpeningHeadline.module.css'
import { useOpening } from './use-opening'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** The question with which the studio opens, over the top of the canvas, until the graph becomes the user's own. */
export function OpeningHeadline() {
  const opening = useOpening()
  const project = usePresent()
  const seeDo = useSeeDo()
  const rung = useView((state) => drawnRung(state.rung))
  const guess = useView((state) => state.guess)
  const setRung = useView((state) => state.setRung)
  const [dismissed, setDismissed] = useState<string | null>(null)
  if (!opening || !seeDo.value || !answersDo(seeDo.value) || dismissed === project.id) return null
  const guessing = rung === 'do' && guess === null
  const answered = rung === 'do' && guess !== null
  return (
    <section className={styles.opening} aria-label={text.region} data-opening={rung}>
      <h1 className={styles.headline} aria-live="polite">
        {headlineOf(seeDo.value, rung, guess !== null).map((part) => (
          <span key={part.text} className={styles[part.form]}>
            {part.text}
          </span>
        ))}
      </h1>
      <div className={styles.actions}>
        {answered ? <NowYours /> : null}
        {guessing ? <GuessButtons seeDo={seeDo.value} size="lg" /> : null}
        {rung === 'do' ? null : (
          <>
            <Button size="lg" onPress={() => setRung('see')} icon={<Eye {...icon} />}>
              {text.seeButton}
            </Button>
            <Button size="lg" tone="primary" onPress={() => setRung('do')} icon={<Scissors {...icon} />}>
              {text.doButton}
            </Button>
            <span className={styles.hint}>{text.hintSee}</span>
          </>
        )}
      </div>
      <span className={styles.dismiss}>
        <IconButton
          size="sm"
          label={text.dismiss}
          icon={<X {...icon} size={14} />}
          onPress={() => setDismissed(project.id)}
        />
      </span>
    </section>
  )
}

/** The doors out of the story. */
function NowYours() {
  const [samples, setSamples] = useState<readonly MenuEntry[]>([])
  const setRung = useView((state) => state.setRung)
  useEffect(() => {
    let left = false
    void import('../../engine/examples/registry').then(({ examples }) => {
      if (left) return
      setSamples(
        examples.entries.map(({ id, title, blurb }) => ({
          id,
          label: title,
          detail: blurb,
          run: () => void openExample(id),
        })),
      )
    })
    return () => {
      left = true
    }
  }, [])
  return (
    <>
      <span className={styles.wide}>
        <Button size="lg" onPress={() => setRung('see')} icon={<Eye {...icon} />}>
          {text.backToSee}
        </Button>
      </span>
      <span className={styles.hint}>{text.yours}</span>
      <Button size="lg" onPress={newProject} icon={<Pencil {...icon} />}>
        {text.draw}
      </Button>
      <Button size="lg" onPress={pickFile} icon={<FilePlus2 {...icon} />}>
        {text.drop}
      </Button>
      <Menu label={text.samples} entries={samples}>
        <Button size="lg" icon={<FolderOpen {...icon} />} disabled={samples.length === 0}>
          {text.samples}
        </Button>
      </Menu>
    </>
  )
}
