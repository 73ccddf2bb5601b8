import type { ImaginedNumbers } from '../../engine/estimate/imagined-numbers'
import type { ImaginedAnswer } from '../../engine/identify/counterfactual/imagine'
import type { Imagined } from '../../stores/imagining'
import { imagineText as text } from '../../text/imagine'
import { count, plain, probability, signed } from '../../widgets/numbers'
import styles from './Imagine.module.css'

interface NumberProps {
  found: ImaginedAnswer | null
  hasData: boolean
  running: boolean
  numbers: Imagined<ImaginedNumbers>
  outcome: string
  event: string
}

/** The imagined quantity with its range, or why there is none. */
export function ImaginedNumber({ found, hasData, running, numbers, outcome, event }: NumberProps) {
  if (found?.verdict === 'not-identified') return <p>{text.noNumber}</p>
  if (!hasData) return <p>{text.noData}</p>
  if (numbers.problems.length > 0)
    return numbers.problems.map(({ message }) => <p key={message}>{message}</p>)
  const { value } = numbers
  if (!value) return running ? <p>{text.computing}</p> : null
  const isDifference = (found?.parts.length ?? 1) > 1
  const written = (amount: number) =>
    isDifference ? signed(amount, 3) : value.scale === 'mean' ? plain(amount) : probability(amount)
  const measure = !isDifference
    ? text.probability
    : value.scale === 'mean'
      ? text.changeOf(outcome)
      : text.chance(outcome, event)
  return (
    <>
      {value.numbers.map(({ label, low, high, interval }) => (
        <p key={label} className={styles.number} data-value={low} data-high={high}>
          {label ? <span className={styles.small}>{label}</span> : null}
          <b>{value.form === 'limits' ? text.limits(written(low), written(high)) : written(low)}</b>{' '}
          <span className={styles.small}>
            {text.interval(written(interval[0]), written(interval[1]))} {measure}
          </span>
        </p>
      ))}
      {value.monotone !== null && Number.isFinite(value.monotone) ? (
        <p>
          {probability(value.monotone)} {text.monotone}.
        </p>
      ) : null}
      <p className={styles.small}>{text.resampled(count(value.rows))}</p>
    </>
  )
}
