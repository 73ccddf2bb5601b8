import type { SeeDo } from '../../engine/estimate/see-do'
import { openingText, type HeadlinePart } from '../../text/opening'
import { percent } from '../../widgets/numbers'

/** What the opening says: the question under See, the invitation to guess, then the answer under Do. */
export function headlineOf(seeDo: SeeDo, rung: 'see' | 'do', guessed: boolean): readonly HeadlinePart[] {
  if (rung === 'do' && !guessed) return openingText.guess
  const [worse, better] = seeDo.arms.toSorted((a, b) => (rung === 'see' ? a.see - b.see : a.do - b.do))
  const healed = (arm: SeeDo['arms'][number]) => ({
    label: openingText.surgery(String(arm.label)),
    share: percent(rung === 'see' ? arm.see : arm.do),
  })
  return rung === 'see'
    ? openingText.see(healed(worse), healed(better))
    : openingText.do(healed(better), healed(worse))
}
