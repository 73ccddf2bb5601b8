import { TriangleAlert } from 'lucide-react'
import { optionsOf } from '../../engine/discover/discover'
import { boss } from '../../engine/discover/order/boss'
import { switchMethod, useDiscovering } from '../../stores/discovering'
import { networkText as text } from '../../text/network'
import { Button } from '../../widgets/Button'
import styles from './Discover.module.css'
import { keptOptions } from './kept-options'
import type { OutsideRange } from './outside-range'

/** Says where the data lie outside of a network's range, and offers the search that has none. */
export function InsteadOffer({ algorithm, outside }: { algorithm: string; outside: OutsideRange }) {
  const changed = useDiscovering((state) => state.options[algorithm])
  return (
    <div className={styles.instead} data-outside={outside.kind} role="status">
      <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
      <div>
        {outside.kind === 'outside' ? <strong>{text.outside}</strong> : null}
        {outside.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>{text.insteadNote(boss.label)}</p>
      </div>
      <Button size="sm" onPress={() => switchMethod(boss.id, keptOptions(changed ?? {}, optionsOf(boss)))}>
        {text.useInstead(boss.label)}
      </Button>
    </div>
  )
}
