import { PROJECT_VERSION } from './project'

type Json = Record<string, unknown>

/**
 * migrations[n] turns a file of version n into version n + 1. A released one never changes; each has a test.
 * Version 1 held one graph with its layout and one question; version 2 holds lists of both, and each graph
 * only its layout; version 3 adds notes, groups, bends and lanes, and steps between a dataset and its use.
 */
export const migrations: Readonly<Record<number, (file: Json) => Json>> = {
  1: ({ graph, layout, question, adjustment, ...rest }) => ({
    ...rest,
    version: 2,
    graphs: [{ id: 'mine', name: 'My model', graph, layout: layout ?? {}, origin: 'drawn', locked: false }],
    queries: [
      {
        id: 'question',
        question: question ?? {
          kind: 'effect',
          effect: 'total',
          treatments: [],
          outcomes: [],
          population: 'everyone',
          must: [],
          forbidden: [],
        },
        adjustment: adjustment ?? 'first',
      },
    ],
    knowledge: rest.knowledge ?? { tiers: [], required: [], forbidden: [] },
    agreed: rest.agreed ?? [],
  }),
  2: ({ graphs, datasets, ...rest }) => ({
    ...rest,
    version: 3,
    graphs: (graphs as Json[]).map((entry) => ({ ...entry, notes: [], groups: [], bends: {}, lanes: null })),
    datasets: (datasets as Json[]).map(({ steps, ...source }) => ({
      source: { ...source, log: steps },
      steps: [],
    })),
  }),
}

/** Applies migrations until the file has today's version. The caller has checked that its version is known. */
export function migrate(file: Json): Json {
  let current = file
  while ((current.version as number) < PROJECT_VERSION)
    current = migrations[current.version as number](current)
  return current
}
