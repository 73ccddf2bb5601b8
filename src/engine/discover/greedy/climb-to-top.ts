import type { Pacer } from '../pacer'
import { createClimb, type Climb } from './climb'
import type { EssentialGraph } from './essential-graph'
import type { MoveKind, Surroundings } from './moves'

/** Share of a climb's part of the progress bar that working out the first moves takes. */
const FIRST_MOVES = 0.2

/** Climbs until no move is left, cancellable between any two steps. `bar`: which part of the progress is this climb's. */
export async function climbToTop(
  start: EssentialGraph,
  kind: MoveKind,
  surroundings: Surroundings,
  pacer: Pacer,
  bar: { readonly from: number; readonly to: number; readonly noun: string },
): Promise<Pick<Climb, 'graph' | 'moves' | 'gained'> & { readonly stopped: boolean }> {
  const climb = createClimb(start, kind, surroundings)
  let largest = 0
  let stopped = false
  const note = () => `${climb.moves.toLocaleString('en')} ${bar.noun}`
  while (!stopped && climb.step()) {
    if (climb.moves === 1) largest = climb.lastGain
    const done =
      climb.moves === 0
        ? FIRST_MOVES * climb.ready
        : FIRST_MOVES + (1 - FIRST_MOVES) * (1 - Math.log1p(climb.lastGain) / Math.log1p(largest))
    const rest = pacer.rest(bar.from + (bar.to - bar.from) * done, note)
    stopped = rest === true || (rest !== false && (await rest))
  }
  return { graph: climb.graph, moves: climb.moves, gained: climb.gained, stopped }
}
