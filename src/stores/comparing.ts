import { create } from 'zustand'
import type { PairClass } from '../engine/graph/compare'
import { useView } from './view'

interface Comparing {
  /** Ids of the graphs that are compared; the left one gives the places. */
  graphs: { readonly left: string; readonly right: string } | null
  /** Classes that are not drawn and not listed. */
  hidden: readonly PairClass[]
  /** The pair that is pointed out, as `pairKey` spells it. */
  chosen: string | null
  start(left: string, right: string): void
  end(): void
  toggle(one: PairClass): void
  choose(pair: string | null): void
}

/** Two graphs laid over each other; nothing of it is saved or undone. */
export const useComparing = create<Comparing>()((set) => ({
  graphs: null,
  hidden: [],
  chosen: null,
  start: (left, right) => {
    useView.getState().showGraph(left)
    set({ graphs: { left, right }, hidden: [], chosen: null })
  },
  end: () => set({ graphs: null, chosen: null }),
  toggle: (one) =>
    set(({ hidden }) => ({
      hidden: hidden.includes(one) ? hidden.filter((other) => other !== one) : [...hidden, one],
    })),
  choose: (chosen) => set({ chosen }),
}))

export const pairKey = (pair: readonly [string, string]) => pair.join('\n')
