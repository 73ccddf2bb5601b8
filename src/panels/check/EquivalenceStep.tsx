import type { EquivalenceClass } from '../../engine/discover/classes/equivalence-class'
import type { CausalGraph } from '../../engine/graph/graph'
import { graphRevision } from '../../engine/graph/revision'
import { useEquivalence } from '../../stores/equivalence'
import { showPreview, usePreviewOf, type GraphPreview } from '../../stores/graph-preview'
import { useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { Checkbox } from '../../widgets/Checkbox'
import { Segmented } from '../../widgets/Segmented'
import styles from './Check.module.css'
import { CheckStep } from './CheckStep'
import { Members } from './Members'
import { PossibleEffectsPart } from './PossibleEffectsPart'

/** Which other graphs imply the same of the measured variables: their number, what they share, and each of them. */
export function EquivalenceStep() {
  const found = useEquivalence()
  return (
    <CheckStep name="equivalence" state="waiting" stale={found.stale}>
      {found.problems.map((problem) => (
        <p key={problem.message}>{problem.message}</p>
      ))}
      {found.value === null && found.problems.length === 0 ? <p>{text.working}</p> : null}
      {found.value?.kind === 'dags' ? <DagClass found={found.value} /> : null}
      {found.value?.kind === 'ancestral' ? <AncestralClass found={found.value} /> : null}
    </CheckStep>
  )
}

/** Draws another graph in place of the one on the canvas, or that one again. */
function usePreviewing() {
  const entry = useShownGraph()
  const preview = usePreviewOf(entry)
  const show = (kind: GraphPreview['kind'], graph: CausalGraph) =>
    showPreview({ graphId: entry.id, revision: graphRevision(entry.graph), kind, graph })
  return { preview, show }
}

type Dags = Extract<EquivalenceClass, { kind: 'dags' }>

function DagClass({ found }: { found: Dags }) {
  const { preview, show } = usePreviewing()
  const { graph } = useShownGraph()
  const drawn = graph.kind === 'cpdag' ? 'class' : 'member'
  return (
    <>
      <p className={styles.verdict} data-members={found.members.toString()}>
        {text.members(found.members, found.isExact)}
      </p>
      <p>{text.membersDetail(found.compelled, found.reversible)}</p>
      {found.reversible > 0 && drawn === 'member' ? (
        <Checkbox
          checked={preview?.kind === 'class'}
          onChange={(on) => (on ? show('class', found.cpdag) : showPreview(null))}
        >
          {text.showClass}
        </Checkbox>
      ) : null}
      {preview?.kind === 'class' ? <p className={styles.small}>{text.drawnClass}</p> : null}
      {found.members > 1n ? <Members members={found.members} drawn={drawn} /> : null}
      <PossibleEffectsPart />
    </>
  )
}

type Ancestral = Extract<EquivalenceClass, { kind: 'ancestral' }>

const ancestralViews = (['drawn', 'mag', 'pag'] as const).map((id) => ({ id, label: text.views[id] }))

function AncestralClass({ found }: { found: Ancestral }) {
  const { preview, show } = usePreviewing()
  const view = preview?.kind === 'mag' || preview?.kind === 'pag' ? preview.kind : 'drawn'
  const ends = found.pag.edges.flatMap(({ markFrom, markTo }) => [markFrom, markTo])
  const open = ends.filter((mark) => mark === 'circle').length
  return (
    <>
      <p className={styles.verdict}>{text.ancestral}</p>
      <p>{text.ancestralNote}</p>
      <p data-open-marks={open}>{text.marks(ends.length - open, open)}</p>
      <div className={styles.views}>
        <Segmented
          label={text.viewLabel}
          value={view}
          choices={ancestralViews}
          onChange={(id) => (id === 'drawn' ? showPreview(null) : show(id, found[id]))}
        />
      </div>
      <p className={styles.small}>{text.viewNotes[view]}</p>
    </>
  )
}
