import { useEffect, useState } from 'react'
import type { VariableId } from '../../engine/graph/graph'
import type { Instrument } from '../../engine/identify/instruments'
import { useView } from '../../stores/view'
import { useWaysOut } from '../../stores/ways-out'
import { waysOutText as text } from '../../text/ways-out'
import { Button } from '../../widgets/Button'
import { instrumentPart } from './instrument-part'
import type { Situation } from './use-situation'
import styles from './WaysOut.module.css'

/** Conditioning sets of one instrument that are shown at once. */
const GLANCE = 3

interface Row {
  /** The list that it stands in. */
  readonly of: readonly Instrument[]
  readonly key: string
  readonly variable: VariableId
  readonly given: readonly VariableId[]
}

const rowsOf = (instruments: readonly Instrument[]): Row[] =>
  instruments.flatMap(({ variable, given }) =>
    given.map((set) => ({ of: instruments, key: [variable, ...set].join('\n'), variable, given: set })),
  )

/** The instruments of the shown answer, as far as they were found. */
export function InstrumentRows({ at }: { at: Situation }) {
  const complete = useWaysOut(({ instruments }) => instruments?.ok === true && instruments.value.complete)
  return <InstrumentTable at={at} instruments={at.instruments} complete={complete} />
}

interface InstrumentTableProps {
  at: Situation
  instruments: readonly Instrument[]
  complete: boolean
}

/** Each instrument with each smallest set that makes it one; a pressed row shows its way on the canvas. */
export function InstrumentTable({ at, instruments, complete }: InstrumentTableProps) {
  const [chosen, choose] = useState<Row | null>(null)
  const [all, setAll] = useState(false)
  const highlight = useView((state) => state.highlight)
  const shine = useView((state) => state.shine)
  const { graph } = at
  const [treatment, outcome] = [at.treatment!.id, at.outcome!.id]
  const pressed = chosen?.of === instruments ? chosen : null
  useEffect(() => {
    shine(pressed && instrumentPart(graph, pressed.variable, pressed.given, treatment, outcome))
    return () => shine(null)
  }, [pressed, graph, treatment, outcome, shine])
  const rows = rowsOf(instruments)
  const shown = all
    ? rows
    : instruments.flatMap(({ variable }) => rows.filter((row) => row.variable === variable).slice(0, GLANCE))
  return (
    <div data-instruments>
      <ul className={styles.list} aria-label={text.instruments}>
        {shown.map((row) => {
          const [name, given] = [at.name(row.variable), text.given(row.given.map(at.name))]
          const point = () => highlight([row.variable, ...row.given])
          return (
            <li key={row.key}>
              <button
                type="button"
                className={styles.item}
                aria-pressed={pressed?.key === row.key}
                aria-label={text.selectInstrument(name, given)}
                data-instrument={name}
                onClick={() => choose(pressed?.key === row.key ? null : row)}
                onMouseEnter={point}
                onMouseLeave={() => highlight([])}
                onFocus={point}
                onBlur={() => highlight([])}
              >
                <span>
                  <b>{name}</b> {given}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {shown.length < rows.length ? (
        <Button size="sm" tone="quiet" onPress={() => setAll(true)}>
          {text.moreGiven(rows.length - shown.length)}
        </Button>
      ) : null}
      {complete ? null : <p className={styles.small}>{text.instrumentsMore}</p>}
    </div>
  )
}
