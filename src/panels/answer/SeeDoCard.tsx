import { ChevronDown, ChevronUp, Eye, Scissors } from 'lucide-react'
import { useState } from 'react'
import { activeQuery } from '../../document/project'
import type { SeeDo as Compared } from '../../engine/estimate/see-do'
import { nameOf } from '../../engine/graph/graph'
import { useAnswer, useSeeDo } from '../../stores/answers'
import { usePresent, useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { seeDoText as text } from '../../text/opening'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { count } from '../../widgets/numbers'
import { SlopePlot } from '../../widgets/plots/SlopePlot'
import { useMedia } from '../../widgets/use-media'
import { TableToggle } from '../../widgets/TableToggle'
import { GuessButtons } from '../opening/GuessButtons'
import { useOpening } from '../opening/use-opening'
import {
  answersDo,
  armName,
  changeSentence,
  gapsSentence,
  measureOf,
  methodSentence,
  reasonSentence,
  truthOf,
  valueOn,
} from './see-do-words'
import { useStaleWords } from './use-stale-words'
import styles from './SeeDoCard.module.css'
import { SeeDoTable } from './SeeDoTable'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** The sheet break: below it the comparison stands in the sheet, not on the canvas. */
const NARROW = '(max-width: 900px)'

/** P(Y | X) and P(Y | do(X)) side by side on one axis, at the foot of the canvas. */
export function SeeDoCard() {
  return useMedia(NARROW) ? null : <SeeDo place="canvas" />
}

/** The same inside the answer panel, where the canvas has no room for it. */
export function SeeDoInPanel() {
  return useMedia(NARROW) ? <SeeDo place="panel" /> : null
}

function SeeDo({ place }: { place: 'canvas' | 'panel' }) {
  const project = usePresent()
  const { graph } = useShownGraph()
  const { value, stale } = useSeeDo()
  const { treatments, outcomes } = activeQuery(project).question
  if (!value || treatments.length === 0 || outcomes.length === 0) return null
  return (
    <Comparison
      place={place}
      seeDo={value}
      stale={stale}
      treatment={nameOf(graph, treatments[0].variable)}
      outcome={nameOf(graph, outcomes[0])}
    />
  )
}

interface ComparisonProps {
  place: 'canvas' | 'panel'
  seeDo: Compared
  stale: boolean
  treatment: string
  outcome: string
}

/** An open strip leaves too little of the canvas for both graph and card; each shelf remembers its choice. */
const foldedAtFirst = { tall: false, short: true }

function Comparison({ place, seeDo, stale, treatment, outcome }: ComparisonProps) {
  const shelf = useView((state) => (place === 'canvas' && state.strip !== null ? 'short' : 'tall'))
  const [foldedOn, setFoldedOn] = useState(foldedAtFirst)
  const folded = foldedOn[shelf]
  const [asTable, setAsTable] = useState(false)
  const staleWords = useStaleWords()
  const opening = useOpening()
  const rung = useView((state) => state.rung)
  const guess = useView((state) => state.guess)
  const covered = opening && guess === null
  const answered = answersDo(seeDo)
  const shown = answered && rung === 'do' && !covered
  const measure = measureOf(seeDo, outcome)
  const [from, to] = seeDo.arms
  const fold = (
    <IconButton
      size="sm"
      label={folded ? text.expand : text.collapse}
      icon={folded ? <ChevronUp {...icon} size={14} /> : <ChevronDown {...icon} size={14} />}
      onPress={() => setFoldedOn({ ...foldedOn, [shelf]: !folded })}
    />
  )
  if (folded)
    return (
      <section
        className={`${styles.card} ${styles[place]} ${styles.folded}`}
        aria-label={text.region}
        data-stale={stale}
      >
        <FoldedSide seeDo={seeDo} side="see" treatment={treatment} />
        {shown ? <FoldedSide seeDo={seeDo} side="do" treatment={treatment} /> : null}
        {fold}
      </section>
    )
  return (
    <section className={`${styles.card} ${styles[place]}`} aria-label={text.region} data-stale={stale}>
      <header className={styles.header}>
        <div>
          <h2>
            <Eye {...icon} /> {text.see}
          </h2>
          <p>{text.seeDetail(measure)}</p>
        </div>
        <div className={styles.right}>
          <h2>
            <Scissors {...icon} /> {text.do}
          </h2>
          <p>{text.doDetail(measure)}</p>
        </div>
        {fold}
      </header>
      {asTable ? (
        <SeeDoTable seeDo={seeDo} treatment={treatment} uncovered={shown} />
      ) : (
        <SlopePlot
          label={text.region}
          lines={[to, from].map((arm, i) => ({
            id: String(arm.label),
            label: armName(arm, treatment),
            left: arm.see,
            right: arm.do ?? arm.see,
            leftText: valueOn(seeDo, arm.see),
            rightText: valueOn(seeDo, arm.do),
            leftDetail: text.n(count(arm.rows)),
            rightDetail: text.everyone(count(seeDo.rows.used)),
            tone: i === 0 ? 'marked' : 'plain',
            leftAttributes: { 'data-see': String(arm.label), 'data-value': String(arm.see) },
            rightAttributes: { 'data-do': String(arm.label), 'data-value': String(arm.do) },
          }))}
          cover={
            shown ? undefined : !answered ? (
              <NotAnswered />
            ) : covered ? (
              <GuessBox seeDo={seeDo} treatment={treatment} measure={measure} />
            ) : (
              <PressDo treatment={treatment} />
            )
          }
        />
      )}
      <footer className={styles.footer}>
        <p>
          {stale ? `${staleWords}. ` : ''}
          {shown && opening && guess ? `${guessLine(seeDo, guess)} ` : ''}
          {reasonSentence(seeDo, treatment)}{' '}
          {shown ? `${changeSentence(seeDo)} ${methodSentence(seeDo)}` : ''} {gapsSentence(seeDo)}
        </p>
        <TableToggle label={text.table} shown={asTable} onChange={setAsTable} />
      </footer>
    </section>
  )
}

function FoldedSide({ seeDo, side, treatment }: { seeDo: Compared; side: 'see' | 'do'; treatment: string }) {
  const Glyph = side === 'see' ? Eye : Scissors
  const [from, to] = seeDo.arms
  return (
    <span>
      <Glyph {...icon} size={14} /> {text[side]} <b>{valueOn(seeDo, to[side])}</b> {armName(to, treatment)},{' '}
      <b>{valueOn(seeDo, from[side])}</b> {armName(from, treatment)}
    </span>
  )
}

const guessLabel = (seeDo: Compared, guess: string): string =>
  guess === 'same' ? text.same.toLowerCase() : String(seeDo.arms[guess === 'to' ? 1 : 0].label)

const guessLine = (seeDo: Compared, guess: string): string =>
  text.guessed(guessLabel(seeDo, guess), guess === truthOf(seeDo))

function GuessBox({ seeDo, treatment, measure }: { seeDo: Compared; treatment: string; measure: string }) {
  return (
    <div className={styles.cover} data-guess="">
      <h3>{text.guessTitle}</h3>
      <p>{text.guessQuestion(treatment, measure)}</p>
      <div className={styles.guesses}>
        <GuessButtons seeDo={seeDo} size="sm" />
      </div>
    </div>
  )
}

function NotAnswered() {
  const found = useAnswer().answer?.identification
  const [title, why] = found?.identifiable
    ? [text.otherWay, text.otherWayWhy]
    : found?.hedge
      ? [text.notIdentifiable, text.notIdentifiableWhy]
      : [text.notAnswered, text.notAnsweredWhy]
  return (
    <div className={styles.cover} data-do-side="not answered">
      <h3>{title}</h3>
      <p>{why}</p>
    </div>
  )
}

function PressDo({ treatment }: { treatment: string }) {
  const setRung = useView((state) => state.setRung)
  return (
    <div className={styles.cover}>
      <p>{text.pressDo(treatment)}</p>
      <div className={styles.guesses}>
        <Button size="sm" icon={<Scissors {...icon} size={14} />} onPress={() => setRung('do')}>
          {text.do}
        </Button>
      </div>
    </div>
  )
}
