import { CircleHelp, Eye, Moon, Orbit, Redo2, Scissors, Search, Sun, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { renameProject } from '../document/commands/project-commands'
import { runCommand, usePresent, useProject } from '../stores/project'
import { useSettings } from '../stores/settings'
import { useView, type Rung } from '../stores/view'
import { appText } from '../text/app'
import { Button } from '../widgets/Button'
import { IconButton } from '../widgets/IconButton'
import { KeyCap } from '../widgets/KeyCap'
import { Menu, type MenuEntry } from '../widgets/Menu'
import { Segmented } from '../widgets/Segmented'
import { action, isAllowed } from './actions'
import { isDark } from './theme'
import { Logo } from './Logo'
import styles from './TopBar.module.css'

const rungs: { id: Rung; label: string; icon: React.ReactNode; keys: string }[] = [
  { id: 'see', label: appText.see, icon: <Eye size={16} strokeWidth={1.75} aria-hidden />, keys: '1' },
  { id: 'do', label: appText.do, icon: <Scissors size={16} strokeWidth={1.75} aria-hidden />, keys: '2' },
  {
    id: 'imagine',
    label: appText.imagine,
    icon: <Orbit size={16} strokeWidth={1.75} aria-hidden />,
    keys: '3',
  },
]

const entry = (id: string): MenuEntry => {
  const found = action(id)
  return { id, label: found.label, keys: found.keys, disabled: !isAllowed(found), run: found.run }
}
const separator = (id: string): MenuEntry => ({ separator: true, id })

const fileMenu = () => [
  entry('new-project'),
  entry('open'),
  entry('recent'),
  separator('1'),
  entry('save'),
  entry('export-model'),
]
const editMenu = () => [
  entry('undo'),
  entry('redo'),
  separator('1'),
  entry('add-variable'),
  entry('select-all'),
  entry('delete-selection'),
  separator('2'),
  entry('arrange'),
  entry('fit'),
  separator('3'),
  entry('check'),
]

const savedWord = {
  saved: appText.savedHere,
  saving: appText.saving,
  partly: appText.savedWithoutData,
  failed: appText.notSaved,
}

export function TopBar() {
  const rung = useView((state) => state.rung)
  const setRung = useView((state) => state.setRung)
  const past = useProject((state) => state.history.past.at(-1)?.label)
  const future = useProject((state) => state.history.future[0]?.label)
  const saved = useProject((state) => state.saved)
  const readOnly = useProject((state) => state.readOnly)
  const theme = useSettings((state) => state.theme)
  // Menus read what is allowed when the bar draws; these make it draw when that changes.
  useView((state) => state.selection)
  const dark = isDark(theme)
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <Logo />
        <Menu label={appText.file} entries={fileMenu()}>
          <Button tone="quiet">{appText.file}</Button>
        </Menu>
        <Menu label={appText.edit} entries={editMenu()}>
          <Button tone="quiet">{appText.edit}</Button>
        </Menu>
        <span className={styles.divider} />
        <ProjectName />
        <span className={styles.saved} data-saved={saved} aria-live="polite">
          {readOnly ? appText.lookOnly : savedWord[saved]}
        </span>
      </div>
      <Segmented label={appText.rung} value={rung} choices={rungs} onChange={setRung} size="lg" />
      <div className={styles.right}>
        <IconButton
          label={appText.undo(past)}
          keys="Ctrl Z"
          icon={<Undo2 size={16} strokeWidth={1.75} />}
          disabled={!past}
          onPress={() => useProject.getState().undo()}
        />
        <IconButton
          label={appText.redo(future)}
          keys="Ctrl Shift Z"
          icon={<Redo2 size={16} strokeWidth={1.75} />}
          disabled={!future}
          onPress={() => useProject.getState().redo()}
        />
        <span className={styles.divider} />
        <Button
          tone="quiet"
          label={appText.search}
          icon={<Search size={14} strokeWidth={1.75} />}
          onPress={() => useView.getState().setPalette(true)}
        >
          <KeyCap>Ctrl K</KeyCap>
        </Button>
        <IconButton
          label={dark ? appText.toLight : appText.toDark}
          icon={dark ? <Sun size={16} strokeWidth={1.75} /> : <Moon size={16} strokeWidth={1.75} />}
          onPress={() => useSettings.getState().setTheme(dark ? 'light' : 'dark')}
        />
        <IconButton
          label={appText.help}
          keys="?"
          icon={<CircleHelp size={16} strokeWidth={1.75} />}
          onPress={() => useView.getState().setHelp(true)}
        />
      </div>
    </header>
  )
}

function ProjectName() {
  const name = usePresent().name
  const [draft, setDraft] = useState<string | null>(null)
  if (draft === null) {
    return (
      <Button
        tone="quiet"
        className={styles.name}
        label={`${appText.projectName}: ${name}`}
        onPress={() => setDraft(name)}
      >
        <span className={styles.nameText}>{name}</span>
      </Button>
    )
  }
  const finish = () => {
    if (draft.trim() !== name) runCommand(renameProject, { name: draft })
    setDraft(null)
  }
  return (
    <input
      className={styles.nameInput}
      aria-label={appText.projectName}
      value={draft}
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
