import { X } from 'lucide-react'
import { useEffect } from 'react'
import { watchImplications } from '../../stores/checking'
import { watchEquivalence } from '../../stores/equivalence'
import { useView } from '../../stores/view'
import { checkText as text } from '../../text/check'
import { IconButton } from '../../widgets/IconButton'
import styles from './Check.module.css'
import { EquivalenceStep } from './EquivalenceStep'
import { ImplicationsStep } from './ImplicationsStep'
import { ProposalsStep } from './ProposalsStep'

/** The right-hand column while the graph itself is checked: what it implies, which other graphs imply the same, and what others propose. */
export function CheckPanel() {
  useEffect(watchImplications, [])
  useEffect(watchEquivalence, [])
  return (
    <div className={styles.panel} data-check="side">
      <header className={styles.header}>
        <h2>{text.title}</h2>
        <IconButton
          label={text.back}
          icon={<X size={16} strokeWidth={1.75} />}
          onPress={() => useView.getState().setSide('answer')}
        />
      </header>
      <div className={styles.scroll}>
        <ImplicationsStep />
        <EquivalenceStep />
        <ProposalsStep />
      </div>
    </div>
  )
}
