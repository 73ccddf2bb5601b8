import { create } from 'zustand'
import type { Problem } from '../base/result'

/** Model text that was edited but is not the graph yet: kept while other panels are looked at. */
interface ModelDraft {
  readonly graphId: string
  readonly text: string
  /** Why it could not be applied the last time. */
  readonly problems: readonly Problem[]
}

interface ModelDrafts {
  draft: ModelDraft | null
  edit(graphId: string, text: string): void
  refuse(problems: readonly Problem[]): void
  drop(): void
}

export const useModelDraft = create<ModelDrafts>()((set, get) => ({
  draft: null,
  edit: (graphId, text) => {
    const { draft } = get()
    set({ draft: { graphId, text, problems: draft?.graphId === graphId ? draft.problems : [] } })
  },
  refuse: (problems) => {
    const { draft } = get()
    if (draft) set({ draft: { ...draft, problems } })
  },
  drop: () => set({ draft: null }),
}))
