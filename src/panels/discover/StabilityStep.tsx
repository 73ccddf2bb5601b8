import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { Dataset } from '../../engine/data/dataset'
import type { DiscoveryAlgorithm } from '../../engine/discover/algorithm'
import {
  INSTABILITY_ALLOWED,
  strictnessOf,
  type StabilityPath,
  type StrictnessOption,
} from '../../engine/discover/support/stability'
import { setDiscoveryOption } from '../../stores/discovering'
import { stabilityKey, startStability, stopStability, useStability } from '../../stores/stability'
import { discoverText } from '../../text/discover'
import { supportText } from '../../text/support'
import { Button } from '../../widgets/Button'
import { percent, probability } from '../../widgets/numbers'
import { PanelStep } from '../../widgets/PanelStep'
import { PathPlot } from '../../widgets/plots/PathPlot'
import { ProgressBar } from '../../widgets/ProgressBar'
import { Segmented } from '../../widgets/Segmented'
import { TableToggle } from '../../widgets/TableToggle'
import { comeAndGo, joinedRanges, pairName, settingLabel, signOf } from './stability-rows'
import styles from './Stability.module.css'

const text = supportText.stability

/** Halves of the rows that are searched at every setting. */
const HALVES = 20
/** Pairs shown below the plot; the table has all. */
const MOST_PAIRS = 12

/** What the penalty or the significance level decides, before one is chosen. */
export function StabilityStep({
  algorithm,
  request,
  dataset,
  ready,
}: {
  algorithm: DiscoveryAlgorithm
  request: Parameters<typeof stabilityKey>[0]
  dataset: Dataset
  /** The search as it stands could be run. */
  ready: boolean
}) {
  const choices = strictnessOf(algorithm)
  const [wanted, setWanted] = useState<StrictnessOption | null>(null)
  const vary = choices.find((id) => id === wanted) ?? choices[0]
  const { run, known, problems } = useStability()
  if (!vary)
    return (
      <Step>
        <p className={styles.note}>{text.nothingToVary}</p>
      </Step>
    )
  const key = stabilityKey(request, vary, dataset)
  const path = known?.path.algorithm === algorithm.id && known.path.vary === vary ? known.path : null
  const older = path !== null && known?.key !== key
  const inUse = Number(request.options[vary] ?? algorithm.options.find(({ id }) => id === vary)?.default)
  const choose = (at: number) => setDiscoveryOption(algorithm.id, vary, path!.settings[at])
  return (
    <Step>
      <p className={styles.note}>{text.intro[vary]}</p>
      {choices.length > 1 ? (
        <Segmented
          label={text.title}
          value={vary}
          choices={choices.map((id) => ({ id, label: text.names[id] }))}
          onChange={setWanted}
        />
      ) : null}
      {path ? <Path path={path} inUse={inUse} older={older} choose={choose} /> : null}
      {problems.map(({ message }) => (
        <p key={message} className={styles.problem} role="alert">
          {message}
        </p>
      ))}
      {run ? (
        <div className={styles.running} data-stability-running>
          <ProgressBar fraction={run.progress.fraction} label={text.title} />
          <span className={styles.meta}>{run.progress.note}</span>
          <Button size="sm" onPress={stopStability}>
            {text.stop}
          </Button>
        </div>
      ) : (
        <div className={styles.buttons}>
          <Button
            size="sm"
            icon={<SlidersHorizontal size={14} strokeWidth={1.75} aria-hidden />}
            disabled={!ready}
            onPress={() =>
              void startStability({ search: request, vary, resamples: HALVES }, dataset, algorithm.label)
            }
          >
            {path ? text.again : text.start}
          </Button>
        </div>
      )}
    </Step>
  )
}

const Step = ({ children }: { children: React.ReactNode }) => (
  <PanelStep
    state="waiting"
    number={5}
    title={text.title}
    meta={text.meta}
    stateLabel={discoverText.state.waiting}
    attributes={{ 'data-stability': '' }}
    last="last"
  >
    {children}
  </PanelStep>
)

function Path({
  path,
  inUse,
  older,
  choose,
}: {
  path: StabilityPath
  /** The setting of the next run. */
  inUse: number
  /** Another search than the one above gave it. */
  older: boolean
  choose: (at: number) => void
}) {
  const [asTable, setAsTable] = useState(false)
  const { vary, settings, edges, instability, suggested, resamples, asked } = path
  const name = text.names[vary]
  const value = suggested === null ? null : settingLabel(settings[suggested])
  const at = settings.indexOf(inUse)
  return (
    <div className={styles.path} data-older={older || undefined}>
      {older ? <p className={styles.note}>{text.older}</p> : null}
      {asTable ? (
        <PathTable path={path} />
      ) : (
        <PathPlot
          label={text.plot(name)}
          columns={settings.map((setting, k) => ({
            id: String(setting),
            label: settingLabel(setting),
            spoken: text.setting(name, settingLabel(setting), edges[k]),
          }))}
          tracks={[
            { label: text.edges, values: edges, format: String },
            {
              label: text.disagreement,
              detail: text.limit,
              values: instability,
              format: (share) => (share < 0.005 ? '0' : probability(share, 2)),
              limit: INSTABILITY_ALLOWED,
            },
          ]}
          chosen={at === -1 ? null : at}
          marked={suggested}
          choiceLabel={name}
          onChoose={choose}
        >
          <PairRows path={path} />
        </PathPlot>
      )}
      <p className={styles.note} data-suggested={value ?? ''}>
        {resamples === 0
          ? text.notYet
          : value === null
            ? text.noneStable
            : text.suggested(text.of[vary], value)}
        {resamples > 0 && resamples < asked ? ` ${text.stopped(resamples, asked)}` : ''}
      </p>
      <div className={styles.buttons}>
        {suggested !== null && value !== null && suggested !== at ? (
          <Button size="sm" label={text.setTo(name, value)} onPress={() => choose(suggested)}>
            {text.use(value)}
          </Button>
        ) : suggested !== null ? (
          <span className={styles.meta}>{text.inUse}</span>
        ) : null}
        <TableToggle label={text.table} shown={asTable} onChange={setAsTable} />
      </div>
    </div>
  )
}

/** The pairs that depend on the setting, one strip each under the columns of the plot. */
function PairRows({ path }: { path: StabilityPath }) {
  const { changing, always } = comeAndGo(path)
  const shown = changing.slice(0, MOST_PAIRS)
  return (
    <>
      {shown.length > 0 ? (
        <div className={styles.strips}>
          <p className={styles.stripsHead}>{text.comeAndGo}</p>
          <ul>
            {shown.map((pair) => (
              <li
                key={pairName(pair)}
                className={styles.strip}
                aria-label={text.path(pairName(pair), joinedRanges(pair, path.settings))}
              >
                <span className={styles.pair} title={pairName(pair)} aria-hidden>
                  {pairName(pair)}
                </span>
                <span className={styles.cells} aria-hidden>
                  {pair.symbols.map((symbol, at) => (
                    <span
                      key={path.settings[at]}
                      style={{ '--share': pair.shares[at] || 0 } as React.CSSProperties}
                      data-dark={pair.shares[at] > 0.55 || undefined}
                    >
                      {signOf(symbol)}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles.meta}>{text.cells}</p>
        </div>
      ) : null}
      <p className={styles.meta}>
        {[
          always > 0 ? text.always(always) : '',
          changing.length > shown.length ? `${text.more(changing.length - shown.length)}.` : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  )
}

function PathTable({ path }: { path: StabilityPath }) {
  const { vary, settings, edges, instability } = path
  return (
    <div className={styles.tables}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text.names[vary]}</th>
            <th scope="col">{text.edges}</th>
            <th scope="col">{text.disagreement}</th>
          </tr>
        </thead>
        <tbody>
          {settings.map((setting, at) => (
            <tr key={setting}>
              <th scope="row">{settingLabel(setting)}</th>
              <td>{edges[at]}</td>
              <td>{Number.isNaN(instability[at]) ? '' : probability(instability[at])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text.pair}</th>
            {settings.map((setting) => (
              <th key={setting} scope="col">
                {settingLabel(setting)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {path.pairs.map((pair) => (
            <tr key={pairName(pair)}>
              <th scope="row">{pairName(pair)}</th>
              {pair.symbols.map((symbol, at) => (
                <td key={settings[at]}>
                  {signOf(symbol)} {Number.isNaN(pair.shares[at]) ? '' : percent(pair.shares[at])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
