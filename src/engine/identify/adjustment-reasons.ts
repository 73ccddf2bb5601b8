import { nameOf, type EdgeId, type VariableId } from '../graph/graph'
import { ARROW, TAIL } from '../graph/index-graph'
import { pathFromSlots, type GraphPath } from '../graph/open-walks'
import { startOf } from '../graph/walk-tree'
import { joined } from './adjustment-obstacle'
import type { AdjustmentSetting } from './adjustment-query'
import { broadestSet, hasAdjustmentSet } from './adjustment-sets'
import { harmfulRoutes } from './harmful-routes'
import {
  besideFirstSet,
  closablePaths,
  closersOf,
  onlyClosers,
  openedByCollider,
  pathOpenForGood,
  type BesideFirstSet,
} from './reason-paths'

export type AdjustmentStatus = 'required' | 'allowed' | 'useless' | 'forbidden'

export type AdjustmentCode =
  // required
  | 'asked-for'
  | 'only-closer'
  // allowed
  | 'closes-path'
  // useless
  | 'opens-path'
  | 'more-precise'
  | 'less-precise'
  | 'already-closed'
  | 'closes-nothing'
  | 'selected'
  // forbidden
  | 'treatment'
  | 'outcome'
  | 'hidden'
  | 'ruled-out'
  | 'carries-effect'
  | 'affected-by-effect'
  | 'opens-for-good'

/** Why a variable should or should not be held fixed; plain data. */
export interface AdjustmentReason {
  readonly status: AdjustmentStatus
  readonly code: AdjustmentCode
  /** A plain sentence with variable names. */
  readonly sentence: string
  /** The path that shows it; the variable alone where no path is at stake. */
  readonly witness: { readonly variables: readonly VariableId[]; readonly edges: readonly EdgeId[] }
}

/**
 * What each variable is worth for adjustment, and why. While a valid set exists:
 *
 * - `required` is in every valid set, `forbidden` in none;
 * - `allowed` is a non-collider on a path from a treatment to an outcome that does not set out along a causal path, runs
 *   through causes of treatments, outcomes and required variables only, and passes required and selected ones only as
 *   colliders: some set leaves it open and the variable closes it. Every member of a minimal set is required or allowed;
 * - `useless` is the rest: some valid set holds it, no minimal one does.
 *
 * Without a valid set, `required` is what the question requires, and `forbidden` what no set may hold. A selected
 * variable is `useless`, for it is held anyhow. `more-precise` and `less-precise` are said of variables that tell,
 * beside the first minimal set, of the outcome alone or of the treatment alone: Henckel, Perković & Maathuis,
 * JRSS B 84(2), 2022, theorem 3.1; Rotnitzky & Smucler, JMLR 21(188), 2020, lemmas 4 and 5.
 */
export function adjustmentReasons(setting: AdjustmentSetting): Record<VariableId, AdjustmentReason> {
  const { index } = setting
  const keptOut = reasonsToKeepOut(setting)
  const worth = worthOfHolding(setting)
  return Object.fromEntries(index.ids.map((id, v) => [id, keptOut(v) ?? worth(v)]))
}

/** A sentence, and the path that shows it. */
type Say = (
  status: AdjustmentStatus,
  code: AdjustmentCode,
  sentence: string,
  witness?: AdjustmentReason['witness'],
) => AdjustmentReason

const speaker =
  ({ index }: AdjustmentSetting, v: number): Say =>
  (status, code, sentence, witness = { variables: [index.ids[v]], edges: [] }) => ({
    status,
    code,
    sentence,
    witness: { variables: witness.variables, edges: witness.edges },
  })

const names = ({ graph }: AdjustmentSetting, ids: readonly VariableId[], word?: 'and' | 'or') =>
  joined(
    ids.map((id) => nameOf(graph, id)),
    word,
  )

/** Reasons of the variables that no set may hold, and of the selected ones; null for the others. */
function reasonsToKeepOut(setting: AdjustmentSetting): (v: number) => AdjustmentReason | null {
  const { graph, index, drawn, exposures, outcomes, harmful, onCausalPath, query } = setting
  const ruledOut = new Set(query.forbidden)
  const routes = harmfulRoutes(setting)
  return (v) => {
    const name = nameOf(graph, index.ids[v])
    const say = speaker(setting, v)
    if (exposures[v]) return say('forbidden', 'treatment', `${name} is the treatment itself.`)
    if (outcomes[v]) return say('forbidden', 'outcome', `${name} is the outcome itself.`)
    if (index.latent[v]) return say('forbidden', 'hidden', `${name} is not measured.`)
    if (index.selected[v])
      return say('useless', 'selected', `The rows were selected by ${name}: it is held already.`)
    if (!harmful[v])
      return ruledOut.has(index.ids[v])
        ? say('forbidden', 'ruled-out', `The question rules ${name} out.`)
        : null
    const { route, carrier } = routes(v)
    const path = pathFromSlots(graph, drawn, startOf(drawn, route[0]), route)
    const sure = route.every(
      (slot) => drawn.incidence.markHere[slot] === TAIL && drawn.incidence.markThere[slot] === ARROW,
    )
    return onCausalPath[v]
      ? say(
          'forbidden',
          'carries-effect',
          `${name} ${sure ? 'carries' : 'may carry'} part of the effect, along ${path.text}: holding it would take that part away.`,
          path,
        )
      : say(
          'forbidden',
          'affected-by-effect',
          `${name} ${sure ? 'is' : 'may be'} affected by ${nameOf(graph, index.ids[carrier])}, along ${path.text}: holding it would distort the effect.`,
          path,
        )
  }
}

/** Reasons of the variables that a set may hold. */
function worthOfHolding(setting: AdjustmentSetting): (v: number) => AdjustmentReason {
  const { graph, index, must } = setting
  const broadest = broadestSet(setting)
  const solvable = hasAdjustmentSet(setting)
  const onlyOnes = solvable ? onlyClosers(setting, broadest) : new Map<number, GraphPath>()
  const required = must.map((member, v) => (member || onlyOnes.has(v) ? 1 : 0))
  const closable = closablePaths(setting, required)
  const closableOtherwise = onlyOnes.size > 0 ? closablePaths(setting, must) : () => null
  const beside = solvable ? besideFirstSet(setting) : () => null
  const openedAnyhow = solvable ? () => null : openedByCollider(setting)
  return (v) => {
    const name = nameOf(graph, index.ids[v])
    const say = speaker(setting, v)
    if (must[v]) return say('required', 'asked-for', `The question asks to hold ${name}.`)
    const only = onlyOnes.get(v)
    if (only)
      return say('required', 'only-closer', `Nothing but ${name} can close the path ${only.text}.`, only)
    const path = closable(v)
    if (path) {
      const opened = path.colliders.filter((id) => !required[index.indexOf.get(id)!])
      const once = opened.length > 0 ? ` once ${names(setting, opened)} is held` : ''
      return say('allowed', 'closes-path', `${name} can close the path ${path.text}${once}.`, path)
    }
    const added = beside(v)
    const opened = added ? added.opened : openedAnyhow(v)
    if (opened) {
      const forGood = solvable ? pathOpenForGood(setting, v) : null
      if (forGood)
        return say(
          'forbidden',
          'opens-for-good',
          `Holding ${name} opens the path ${forGood.text}, and nothing can close it again.`,
          forGood,
        )
      const helpers = closersOf(setting, opened, v)
      const again = helpers.length > 0 ? `; ${names(setting, helpers, 'or')} would close it again` : ''
      return say(
        'useless',
        'opens-path',
        `Holding ${name}${besideText(setting, added)} opens the path ${opened.text}${again}.`,
        opened,
      )
    }
    const shut = closableOtherwise(v)
    const start = shut ? alreadyClosed(setting, shut, required) : `${name} closes no biasing path`
    const [code, precision] = precisionOf(setting, added)
    return say(
      'useless',
      code ?? (shut ? 'already-closed' : 'closes-nothing'),
      `${start}${precision}.`,
      shut ?? undefined,
    )
  }
}

const besideText = (setting: AdjustmentSetting, added: BesideFirstSet | null) =>
  added && added.first.length > 0 ? ` beside ${names(setting, added.first)}` : ''

function alreadyClosed(setting: AdjustmentSetting, path: GraphPath, required: Uint8Array): string {
  const { index } = setting
  const closers = path.variables
    .slice(1, -1)
    .filter((id) => required[index.indexOf.get(id)!] && !path.colliders.includes(id))
  return `The path ${path.text} is closed by ${names(setting, closers)} already, which every set holds`
}

function precisionOf(
  setting: AdjustmentSetting,
  added: BesideFirstSet | null,
): readonly [AdjustmentCode | null, string] {
  if (!added) return [null, '']
  const { query } = setting
  const [treatment, outcome] = [names(setting, query.exposures), names(setting, query.outcomes)]
  const beside = besideText(setting, added)
  if (added.tellsOfOutcome && !added.tellsOfTreatment)
    return [
      'more-precise',
      `, but${beside} it tells of ${outcome} and not of ${treatment}: holding it makes the estimate more precise`,
    ]
  if (added.tellsOfTreatment && !added.tellsOfOutcome)
    return [
      'less-precise',
      `, and${beside} it tells of ${treatment} and nothing more of ${outcome}: holding it makes the estimate less precise`,
    ]
  return [null, added.tellsOfTreatment ? '' : `, and${beside} it tells nothing of ${treatment} or ${outcome}`]
}
