import { ArrowLeftRight, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { attachedMotif, freeMotif, motifs, type Motif } from '../../document/motifs'
import { activeQuery, type Project } from '../../document/project'
import type { Fragment } from '../../document/fragment'
import type { Onto } from '../../document/insertion'
import { findVariable, type CausalGraph, type Variable, type VariableId } from '../../engine/graph/graph'
import { ancestors } from '../../engine/graph/ancestors'
import { usePresent, useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { drawingText } from '../../text/drawing'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { focusVariable } from '../focus'
import type { Surface } from './clipboard'
import { insert, offsetOf, sizeOf } from './insert'
import { MotifSketch } from './MotifSketch'
import styles from './Drawing.module.css'

const text = drawingText.motifs
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Cause first: as the question says, else as the arrows lead, else in the order of selection. */
function causeFirst(project: Project, graph: CausalGraph, ids: readonly VariableId[]): readonly VariableId[] {
  const [a, b] = ids
  const { treatments, outcomes } = activeQuery(project).question
  const caused = treatments.some(({ variable }) => variable === b) || outcomes.includes(a)
  return caused || ancestors(graph, [a]).includes(b) ? [b, a] : [a, b]
}

/** Two selected variables that a motif is attached to. */
function useEnds(): readonly [cause: Variable, outcome: Variable] | null {
  const project = usePresent()
  const { graph } = useShownGraph()
  const selected = useView((state) => state.selection.variables)
  return useMemo(() => {
    if (selected.length !== 2) return null
    const [cause, outcome] = causeFirst(project, graph, selected).map((id) => findVariable(graph, id))
    return cause && outcome ? [cause, outcome] : null
  }, [project, graph, selected])
}

/** Places of a motif are the middles of its nodes; a fragment's are their corners. */
function cornered(fragment: Fragment): Fragment {
  const layout = Object.fromEntries(
    fragment.variables.map(({ id, name }) => {
      const { width, height } = sizeOf(name)
      const { x, y } = fragment.layout[id]
      return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }]
    }),
  )
  return { ...fragment, layout }
}

function middleOf(surface: Surface, id: VariableId) {
  const rect = surface.rectOf(id)
  return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
}

/** Small drawings of the motifs; choosing one puts it onto the canvas as one step. */
export function MotifPicker({ surface }: { surface: Surface }) {
  const setMotifs = useView((state) => state.setMotifs)
  const found = useEnds()
  const [swapped, setSwapped] = useState(false)
  const ends = found && swapped ? ([found[1], found[0]] as const) : found
  const card = useRef<HTMLDivElement>(null)
  // Where the pointer was when the picker opened; inside it, it says nothing.
  const [at] = useState(() => surface.pointer() ?? surface.middle())

  useEffect(() => {
    const before = document.activeElement
    card.current?.querySelector<HTMLElement>('[data-motif]')?.focus()
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
    }
  }, [])
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !card.current?.contains(event.target)) setMotifs(false)
    }
    document.addEventListener('pointerdown', outside, { capture: true })
    return () => document.removeEventListener('pointerdown', outside, { capture: true })
  }, [setMotifs])

  const choose = (motif: Motif) => {
    const label = ends ? text.insertFor(motif.name, ends[0].name, ends[1].name) : text.insert(motif.name)
    const attached: { fragment: Fragment; onto: Onto } = ends
      ? attachedMotif(
          motif,
          { variable: ends[0], at: middleOf(surface, ends[0].id) },
          { variable: ends[1], at: middleOf(surface, ends[1].id) },
        )
      : { fragment: freeMotif(motif), onto: {} }
    const { onto } = attached
    const fragment = cornered(attached.fragment)
    const wish = { at: ends ? null : at, offset: { x: 0, y: 0 }, taken: surface.taken() }
    setMotifs(false)
    const plan = insert({ fragment, onto, by: offsetOf(fragment, onto, wish), label })
    const first = plan?.added[0]
    if (plan && plan.leftOut.length > 0)
      useView.getState().notify({ tone: 'warning', text: drawingText.clipboard.leftOut(plan.leftOut) })
    if (first) requestAnimationFrame(() => focusVariable(first))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      setMotifs(false)
      return
    }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const rows = [...(card.current?.querySelectorAll<HTMLElement>('[data-motif]') ?? [])]
    const now = rows.indexOf(document.activeElement as HTMLElement)
    event.preventDefault()
    rows[(now + step + rows.length) % rows.length]?.focus()
  }

  return (
    <div
      ref={card}
      className={styles.picker}
      role="dialog"
      aria-label={text.label}
      data-card="motifs"
      onKeyDown={onKeyDown}
    >
      <div className={styles.pickerHead}>
        <h3 className={styles.pickerTitle}>{text.label}</h3>
        <IconButton label={text.close} size="sm" icon={<X {...icon} />} onPress={() => setMotifs(false)} />
      </div>
      {ends ? (
        <div className={styles.attached}>
          <span>{text.attach(ends[0].name, ends[1].name)}</span>
          <Button size="sm" icon={<ArrowLeftRight {...icon} />} onPress={() => setSwapped(!swapped)}>
            {text.swap}
          </Button>
        </div>
      ) : (
        <p className={styles.pickerHint}>{text.free}</p>
      )}
      <ul className={styles.motifs}>
        {motifs.map((motif) => (
          <li key={motif.id}>
            <button
              type="button"
              className={styles.motif}
              data-motif={motif.id}
              onClick={() => choose(motif)}
            >
              <MotifSketch motif={motif} />
              <span className={styles.motifText}>
                <span className={styles.motifName}>{motif.name}</span>
                <span className={styles.motifMeaning}>{motif.meaning}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
