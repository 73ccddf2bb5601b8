import { useState } from 'react'
import type { Advice, AdvisedMethod } from '../../engine/discover/advice'
import { COMPARED } from '../../engine/discover/advice'
import type { DiscoveryAlgorithm } from '../../engine/discover/algorithm'
import { discoveryAlgorithms } from '../../engine/discover/registry'
import type { OptionSpec, OptionValues } from '../../engine/options'
import { chooseMethod, setDiscoveryOption, useDiscovering } from '../../stores/discovering'
import { discoverText as text } from '../../text/discover'
import { networkText } from '../../text/network'
import { shortTime } from '../../widgets/amounts'
import { Button } from '../../widgets/Button'
import { PanelStep } from '../../widgets/PanelStep'
import styles from './Discover.module.css'
import { optionGroups } from './option-groups'
import { OptionsForm } from './OptionsForm'

const seedOption: OptionSpec = {
  id: 'seed',
  label: text.seed,
  help: text.seedHelp,
  type: 'number',
  default: 1,
  min: 0,
  max: 4294967295,
  integer: true,
}

const algorithmOf = (id: string): DiscoveryAlgorithm | undefined =>
  discoveryAlgorithms.entries.find((entry) => entry.id === id)

/** The methods that fit the goal next to each other, the one in use with its settings, and why others do not fit. */
export function MethodStep({
  advice,
  algorithm,
  options,
  seed,
}: {
  advice: Advice | null
  algorithm: DiscoveryAlgorithm
  options: OptionValues
  seed: number
}) {
  // The button that was pressed is gone with its row; the focus, and with it the view, goes to the method.
  const [taken, setTaken] = useState<string | null>(null)
  const take = (id: string) => {
    setTaken(id)
    chooseMethod(id)
  }
  const compared = advice?.advised.slice(0, COMPARED) ?? []
  const rest = advice ? [...advice.advised.slice(COMPARED), ...advice.others] : []
  const used = [...compared, ...rest].find((method) => method.algorithm === algorithm.id)
  const elsewhere = used && !compared.includes(used) ? [used] : []
  const others = rest.filter((method) => method !== used)
  const fit = advice?.fit ?? 'all'
  return (
    <PanelStep
      state={fit === 'all' ? 'ok' : 'warning'}
      number={2}
      title={text.method}
      meta={advice ? text.methodMeta(fit === 'all' ? advice.advised.length : 0) : undefined}
      stateLabel={fit === 'all' ? text.state.ok : text.state.warning}
    >
      {fit === 'all' ? null : <p className={styles.note}>{text.noFit[fit]}</p>}
      <div className={styles.methods} role="radiogroup" aria-label={text.algorithm}>
        {[...compared, ...elsewhere].map((method, rank) => (
          <MethodChoice
            key={method.algorithm}
            method={method}
            advised={rank === 0 && fit === 'all'}
            chosen={method.algorithm === algorithm.id}
            taken={method.algorithm === taken}
            arrived={() => setTaken(null)}
          />
        ))}
      </div>
      {others.length > 0 ? (
        <details className={styles.details}>
          <summary>{text.otherMethods(others.length)}</summary>
          <ul className={styles.others}>
            {others.map((method) => (
              <OtherMethod key={method.algorithm} method={method} take={take} />
            ))}
          </ul>
        </details>
      ) : null}
      <details className={styles.details}>
        <summary>{text.settings}</summary>
        {optionGroups(algorithm, options).map(({ id, specs }) => (
          <OptionsForm
            key={`${algorithm.id} ${id}`}
            specs={id === 'support' ? [...specs, seedOption] : specs}
            values={{ ...options, seed }}
            onChange={(option, value) =>
              option === 'seed'
                ? useDiscovering.setState({ seed: Number(value) })
                : setDiscoveryOption(algorithm.id, option, value)
            }
          />
        ))}
      </details>
      <details className={styles.details}>
        <summary>{text.whatMustHold}</summary>
        <ul className={styles.bullets}>
          {(used?.assumptions ?? algorithm.assumptions).map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
        <p className={styles.reference}>{algorithm.reference}</p>
      </details>
    </PanelStep>
  )
}

function MethodChoice({
  method,
  advised,
  chosen,
  taken,
  arrived,
}: {
  method: AdvisedMethod
  advised: boolean
  chosen: boolean
  /** It gets the focus when it is drawn, and says so. */
  taken: boolean
  arrived: () => void
}) {
  const entry = algorithmOf(method.algorithm)
  if (!entry) return null
  return (
    <label className={styles.methodChoice} data-method={entry.id} data-chosen={chosen}>
      <input
        type="radio"
        name="discovery-method"
        checked={chosen}
        autoFocus={taken}
        onFocus={arrived}
        onChange={() => chooseMethod(entry.id)}
        aria-label={entry.label}
      />
      <span className={styles.methodHead}>
        <strong>{entry.label}</strong>
        {advised ? <span className={styles.advised}>{text.advised}</span> : null}
        {method.forecast ? (
          <span className={styles.meta}>{text.aboutTime(shortTime(method.forecast.seconds))}</span>
        ) : null}
      </span>
      <span className={styles.methodGives}>
        {entry.trained ? networkText.gives : text.gives[entry.output]}
      </span>
      {chosen
        ? [...method.reasons, ...method.against].map((reason) => (
            <span key={reason} className={styles.reason}>
              {reason}
            </span>
          ))
        : null}
    </label>
  )
}

function OtherMethod({ method, take }: { method: AdvisedMethod; take: (id: string) => void }) {
  const entry = algorithmOf(method.algorithm)
  if (!entry) return null
  return (
    <li data-other-method={entry.id}>
      <span className={styles.methodHead}>
        <strong>{entry.label}</strong>
        <Button size="sm" tone="quiet" label={text.takeMethod(entry.label)} onPress={() => take(entry.id)}>
          {text.use}
        </Button>
      </span>
      {(method.against.length > 0 ? method.against : method.reasons).map((reason) => (
        <span key={reason} className={styles.reason}>
          {reason}
        </span>
      ))}
    </li>
  )
}
