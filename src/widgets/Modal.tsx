export { Dialog } from 'react-aria-components/Dialog'
export { Modal, ModalOverlay } from 'react-aria-components/Modal'
