import type { SeeDo } from '../../engine/estimate/see-do'
import { useView } from '../../stores/view'
import { seeDoText as text } from '../../text/opening'
import { Button } from '../../widgets/Button'
import type { Guess } from '../answer/see-do-words'

/** A guess uncovers the Do side, and goes there. */
function make(guess: Guess) {
  const view = useView.getState()
  view.makeGuess(guess)
  view.setRung('do')
}

/** The arms, and "About the same". */
export function GuessButtons({ seeDo, size }: { seeDo: SeeDo; size: 'sm' | 'lg' }) {
  const [from, to] = seeDo.arms
  const guesses: readonly { guess: Guess; label: string }[] = [
    { guess: 'to', label: text.arm(String(to.label)) },
    { guess: 'from', label: text.arm(String(from.label)) },
    { guess: 'same', label: text.same },
  ]
  return guesses.map(({ guess, label }) => (
    <Button key={guess} size={size} onPress={() => make(guess)}>
      {label}
    </Button>
  ))
}
