import { useView } from '../stores/view'
import { appText } from '../text/app'
import { Button } from '../widgets/Button'
import { KeyCap } from '../widgets/KeyCap'
import { Dialog, Modal, ModalOverlay } from '../widgets/Modal'
import { actions } from './actions'
import styles from './HelpSheet.module.css'

/** Keys of the list of actions, and those that work on the focused node. */
export function HelpSheet() {
  const open = useView((state) => state.help)
  const setOpen = useView((state) => state.setHelp)
  return (
    <ModalOverlay isOpen={open} onOpenChange={setOpen} isDismissable className={styles.overlay}>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={appText.help}>
          <h2 className={styles.title}>{appText.help}</h2>
          <div className={styles.columns}>
            <dl className={styles.list}>
              {actions
                .filter((action) => action.keys)
                .map((action) => (
                  <Line key={action.id} keys={action.keys!} label={action.label} />
                ))}
            </dl>
            <dl className={styles.list}>
              {appText.nodeKeys.map(([keys, label]) => (
                <Line key={keys} keys={keys} label={label} />
              ))}
            </dl>
          </div>
          <Button onPress={() => setOpen(false)}>{appText.close}</Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Line({ keys, label }: { keys: string; label: string }) {
  return (
    <div className={styles.line}>
      <dt>
        <KeyCap>{keys}</KeyCap>
      </dt>
      <dd>{label}</dd>
    </div>
  )
}
