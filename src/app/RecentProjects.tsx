import { Trash2 } from 'lucide-react'
import { usePresent } from '../stores/project'
import { openRecent, removeProject } from '../stores/saving/saving'
import { useSaving } from '../stores/saving/saving-state'
import { appText } from '../text/app'
import { savingText } from '../text/saving'
import { Button } from '../widgets/Button'
import { Dialog, Modal, ModalOverlay } from '../widgets/Modal'
import styles from './RecentProjects.module.css'

const text = savingText.recent

/** The projects that this browser keeps, newest first. */
export function RecentProjects() {
  const lines = useSaving((state) => state.projects)
  const here = usePresent().id
  const close = () => useSaving.setState({ listOpen: false })
  return (
    <ModalOverlay isOpen onOpenChange={close} isDismissable className={styles.overlay}>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={text.title}>
          <h2 className={styles.title}>{text.title}</h2>
          <p className={styles.detail}>{lines.some(({ id }) => id !== here) ? text.detail : text.none}</p>
          <ul className={styles.list}>
            {lines.map(({ id, name, savedAt, variables, data }) => (
              <li key={id} className={styles.line} data-project={name}>
                <button
                  type="button"
                  className={styles.open}
                  aria-label={text.open(name)}
                  aria-current={id === here ? 'true' : undefined}
                  disabled={id === here}
                  onClick={() => void openRecent(id, name)}
                >
                  <span className={styles.name}>{name}</span>
                  <span className={styles.facts}>
                    {id === here ? text.current : text.line(variables, data, savedAt)}
                  </span>
                </button>
                {id === here ? null : (
                  <Button
                    tone="quiet"
                    label={text.remove(name)}
                    icon={<Trash2 size={15} strokeWidth={1.75} />}
                    onPress={() => void removeProject(id, name)}
                  />
                )}
              </li>
            ))}
          </ul>
          <Button onPress={close} className={styles.close}>
            {appText.close}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
