import type { SeeDo } from '../../engine/estimate/see-do'
import { openingText, type HeadlinePart } from '../../text/opening'
import { percent } from '../../widgets/numbers'

/** What the opening says: the question under See, the invitation to guess, then the answer under Do. */
export function headlineOf(seeDo: SeeDo, rung: 'see' | 'do', guessed: boolean): readonly HeadlinePart[] {
  if (rung === 'do' && !guessed) return openingText.guess
  const value = (arm: SeeDo['arms'][number]) => (rung === 'see' ? arm.see : (arm.do ?? NaN))
  const [worse, better] = seeDo.arms.toSorted((a, b) => value(a) - value(b))
  const healed = (arm: SeeDo['arms'][number]) => ({
    label: openingText.surgery(String(arm.label)),
    share: percent(value(arm)),
  })
  return rung === 'see'
    ? openingText.see(healed(worse), healed(better))
    : openingText.do(healed(better), healed(worse))
}
