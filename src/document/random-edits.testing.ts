import type { Random } from '../base/random'
import type { ColumnKind, ColumnRole, Dataset } from '../engine/data/dataset'
import type { StepAction } from '../engine/data/steps/step'
import { proposedChanges } from '../engine/discover/proposals/proposal'
import {
  bidirected,
  directed,
  edgeId,
  isDirected,
  undirected,
  variableId,
  type CausalGraph,
  type Edge,
  type EdgeId,
  type VariableId,
} from '../engine/graph/graph'
import { imaginedKinds } from '../engine/identify/counterfactual/imagined-kinds'
import { fragmentOf } from './fragment'
import { activeEntry, type GraphEntry, type Layout, type Point, type Project } from './project'

/** Arguments for a command, drawn against the project as it stands; some are refused, as a user's are. */
type Draw = (project: Project, random: Random) => unknown

const NAMES = [
  'Age',
  'Smoking',
  'Tar',
  'Cancer',
  'Stone size',
  'Dose 2',
  'constructor',
  '__proto__',
  'Ü ↔ x',
  '"q"',
]
const KINDS: readonly ColumnKind[] = ['continuous', 'count', 'ordinal', 'nominal', 'binary', 'date', 'id']
const ROLES: readonly ColumnRole[] = ['variable', 'regime', 'weight', 'cluster', 'unit', 'time', 'left-out']

const pick = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)]
const some = <T>(random: Random, items: readonly T[]): T[] => items.filter(() => random.uniform() < 0.4)
const proposal = (random: Random) => ({
  change: pick(random, proposedChanges),
  cause: pick(random, NAMES.slice(0, 4)),
  effect: pick(random, NAMES.slice(0, 4)),
})
const point = (random: Random): Point => ({
  x: Math.round(random.normal() * 400) / 2,
  y: Math.round(random.normal() * 300) / 2,
})
const shown = (project: Project, random: Random): GraphEntry => {
  const [mine, ...others] = project.graphs
  return others.length > 0 && random.uniform() < 0.25 ? pick(random, others) : mine
}
const idIn = (entry: GraphEntry, random: Random): VariableId =>
  entry.graph.variables.length === 0 ? variableId('nobody') : pick(random, entry.graph.variables).id
const edgeOf = (entry: GraphEntry, random: Random): Edge | null =>
  entry.graph.edges.length === 0 ? null : pick(random, entry.graph.edges)
const edgeIdOf = (entry: GraphEntry, random: Random): EdgeId => {
  const edge = edgeOf(entry, random)
  return edge ? edgeId(edge) : ('nothing -> here' as EdgeId)
}
const newEdge = (entry: GraphEntry, random: Random): Edge => {
  const [from, to] = [idIn(entry, random), idIn(entry, random)]
  return random.uniform() < 0.8 ? directed(from, to) : bidirected(from, to)
}

/** Draws with the graph that the command is to edit. */
const inGraph =
  (draw: (entry: GraphEntry, random: Random, project: Project) => object): Draw =>
  (project, random) => {
    const entry = shown(project, random)
    return { graphId: entry.id, ...draw(entry, random, project) }
  }

function smallGraph(random: Random): CausalGraph {
  const names = some(random, NAMES)
  const variables = names.map((name) => ({ id: variableId(name), name }))
  const edges = variables.slice(1).map(({ id }, i) => directed(variables[i].id, id))
  return { kind: 'dag', variables, edges }
}

const placed = ({ variables }: CausalGraph, random: Random): Layout =>
  Object.fromEntries(variables.map(({ id }) => [id, point(random)]))

let revision = 0

function smallDataset(random: Random): Dataset {
  const rows = 5 + random.integer(6)
  const columns = some(random, NAMES).map((name) => ({
    name,
    kind: 'continuous' as const,
    role: 'variable' as const,
    values: Float64Array.from({ length: rows }, () =>
      random.uniform() < 0.1 ? Number.NaN : random.normal(),
    ),
  }))
  const id = pick(random, ['d1', 'd2'])
  return { id, name: `${id}.csv`, revision: ++revision, rows, columns, log: ['Read.'] }
}

function stepAction(project: Project, random: Random): StepAction {
  const names = activeEntry(project)?.source.columns.map(({ name }) => name) ?? []
  const column = names.length === 0 ? 'none' : pick(random, names)
  const into = pick(random, NAMES)
  const drawn: readonly StepAction[] = [
    { type: 'filter', formula: '`Age` > 0' },
    { type: 'derive', into, formula: 'sqrt(2) * 3' },
    { type: 'bin', column, into, cuts: { by: 'quantiles', classes: 2 + random.integer(4) } },
    { type: 'bin', column, into, cuts: { by: 'points', points: [random.normal()] } },
    { type: 'drop', columns: [column] },
    { type: 'rename', column, to: pick(random, NAMES) },
    { type: 'kind', column, kind: pick(random, KINDS) },
    { type: 'role', column, role: pick(random, ROLES) },
    { type: 'randomised', variable: column, formula: '' },
    {
      type: 'recode',
      column,
      into: column,
      values: [{ from: ['1'], to: null }],
      others: 'keep',
      kind: 'nominal',
    },
  ]
  return pick(random, drawn)
}

const inData =
  (draw: (project: Project, random: Random) => object): Draw =>
  (project, random) => ({ datasetId: activeEntry(project)?.source.id ?? 'none', ...draw(project, random) })

const stepId = (project: Project, random: Random) => {
  const steps = activeEntry(project)?.steps ?? []
  return { id: steps.length === 0 ? 'none' : pick(random, steps).id }
}

const groupId = (entry: GraphEntry, random: Random) =>
  entry.groups.length === 0 ? 'none' : pick(random, entry.groups).id
const noteId = (entry: GraphEntry, random: Random) =>
  entry.notes.length === 0 ? 'none' : pick(random, entry.notes).id

const moved = (entry: GraphEntry, random: Random): Layout =>
  Object.fromEntries(some(random, entry.graph.variables).map(({ id }) => [id, point(random)]))

/** One line a command: the test beside this fails for a command that has none. */
export const drawArguments: Readonly<Record<string, Draw>> = {
  'add-variable': inGraph((_, random) => ({
    name: random.uniform() < 0.8 ? pick(random, NAMES) : undefined,
    at: point(random),
    latent: random.uniform() < 0.2,
  })),
  'rename-variable': inGraph((entry, random) => ({ id: idIn(entry, random), name: pick(random, NAMES) })),
  'set-variable-flag': inGraph((entry, random) => ({
    ids: [idIn(entry, random)],
    flag: pick(random, ['latent', 'selected']),
    on: random.uniform() < 0.5,
  })),
  'add-edge': inGraph((entry, random) => ({ edge: newEdge(entry, random) })),
  // One arrow turned where there is one: an equivalent graph or not, a cycle or not.
  'take-member': inGraph((entry, random) => {
    const { graph } = entry
    const turned = graph.edges.length === 0 ? null : pick(random, graph.edges)
    const edges = graph.edges.map((edge) =>
      edge === turned && isDirected(edge) ? directed(edge.to, edge.from) : edge,
    )
    return { member: { ...graph, edges } }
  }),
  'replace-edge': inGraph((entry, random) => {
    const edge = edgeOf(entry, random)
    return {
      edge: edgeIdOf(entry, random),
      by: edge
        ? pick(random, [directed(edge.to, edge.from), bidirected(edge.from, edge.to)])
        : newEdge(entry, random),
    }
  }),
  'add-edge-with-mend': inGraph((entry, random) => ({
    edge: newEdge(entry, random),
    instead: edgeIdOf(entry, random),
    mend: pick(random, ['reverse', 'remove', 'bidirected']),
  })),
  'annotate-edge': inGraph((entry, random) => ({
    edge: edgeIdOf(entry, random),
    rationale: pick(random, ['', 'as Ann says']),
    source: pick(random, ['', 'doi:10/x']),
  })),
  'remove-elements': inGraph((entry, random) => ({
    variables: random.uniform() < 0.4 ? [idIn(entry, random)] : [],
    edges: random.uniform() < 0.6 ? [edgeIdOf(entry, random)] : [],
    notes: random.uniform() < 0.3 ? [noteId(entry, random)] : [],
  })),
  'move-variables': inGraph((entry, random) => ({ to: moved(entry, random) })),
  'merge-graph': inGraph((_, random) => ({ graph: smallGraph(random) })),
  'replace-graph': inGraph((_, random) => {
    const graph = smallGraph(random)
    return { graph, layout: placed(graph, random) }
  }),
  'insert-fragment': inGraph((entry, random) => {
    const variables = some(random, entry.graph.variables)
      .slice(0, 3)
      .map(({ id }) => id)
    const fragment = fragmentOf(entry, {
      variables,
      edges: [],
      notes: entry.notes.map(({ id }) => id).slice(0, 1),
    })
    return { fragment, onto: {}, by: { x: 40, y: 40 }, label: 'Paste' }
  }),
  'take-pair': (project, random) => {
    const [from, into] = [pick(random, project.graphs), project.graphs[0]]
    const pair = [idIn(from, random), idIn(from, random)]
    return { from: from.id, into: into.id, pair, way: pick(random, [undefined, 'first-causes-second']) }
  },
  'bend-edge': inGraph((entry, random) => ({
    edge: edgeIdOf(entry, random),
    bend: random.uniform() < 0.2 ? null : Math.round(random.normal() * 80),
  })),
  'group-variables': inGraph((entry, random) => ({
    id: pick(random, ['g1', 'g2', 'g3']),
    members: some(random, entry.graph.variables).map(({ id }) => id),
  })),
  ungroup: inGraph((entry, random) => ({ ids: [groupId(entry, random)] })),
  'rename-group': inGraph((entry, random) => ({
    id: groupId(entry, random),
    name: pick(random, ['', 'Habits', 'x'.repeat(300)]),
  })),
  'fold-group': inGraph((entry, random) => ({
    id: groupId(entry, random),
    collapsed: random.uniform() < 0.5,
  })),
  'decide-proposals': inGraph((_, random) => ({
    decisions: [
      {
        ...proposal(random),
        verdict: pick(random, ['accepted', 'rejected'] as const),
        bicChange: null,
        by: 'person' as const,
        at: '2026-11-21T10:00:00Z',
      },
    ],
  })),
  'forget-proposal': (project, random) => ({
    proposal: project.decided.length > 0 ? pick(random, project.decided) : proposal(random),
  }),
  'set-knowledge': (_, random) => ({
    knowledge: {
      tiers: random.uniform() < 0.3 ? [] : [some(random, NAMES.slice(0, 5)), some(random, NAMES.slice(5))],
      required: random.uniform() < 0.3 ? [[NAMES[0], NAMES[2]]] : [],
      forbidden: [],
      ...(random.uniform() < 0.3 ? { exogenous: some(random, NAMES) } : {}),
    },
    label: 'Knowledge',
  }),
  'arrange-in-lanes': inGraph((entry, random) => ({ to: moved(entry, random), dividers: [100, 300] })),
  'hide-lanes': inGraph(() => ({})),
  'move-in-lanes': inGraph((entry, random) => {
    const to = moved(entry, random)
    return { to, middles: Object.fromEntries(Object.entries(to).map(([id, { x }]) => [id, x + 60])) }
  }),
  'add-in-lane': inGraph((_, random) => ({ at: point(random), middle: random.normal() * 300 })),
  'move-divider': inGraph((_, random) => ({
    divider: random.integer(3),
    by: Math.round(random.normal() * 40),
  })),
  'add-lane': inGraph((_, random) => ({ behind: random.integer(3) })),
  'remove-lane': inGraph((_, random) => ({ tier: 1 + random.integer(2) })),
  'add-hidden-cause': inGraph((entry, random) => ({
    of: [idIn(entry, random), idIn(entry, random)],
    at: point(random),
  })),
  'apply-model-text': inGraph((entry, random) => {
    const graph =
      random.uniform() < 0.5 ? smallGraph(random) : { ...entry.graph, edges: entry.graph.edges.slice(1) }
    return {
      part: { graph, layout: placed(graph, random), roles: { exposures: [], outcomes: [], adjusted: [] } },
    }
  }),
  'add-note': inGraph((_, random) => ({
    text: pick(random, ['', 'Ask Ann', 'n '.repeat(50)]),
    at: point(random),
  })),
  'edit-note': inGraph((entry, random) => ({ id: noteId(entry, random), text: 'Ask Bob' })),
  'resize-note': inGraph((entry, random) => ({ id: noteId(entry, random), width: random.integer(900) })),
  'rename-project': (_, random) => ({ name: pick(random, ['', 'Stones', 'Tar']) }),
  'copy-graph': (project, random) => ({
    graphId: project.graphs.length < 4 ? shown(project, random).id : 'none',
    newId: 'variant',
    name: 'A variant',
  }),
  'try-variant': (project, random) => {
    const entry = shown(project, random)
    const { edges } = entry.graph
    return {
      graphId: project.graphs.length < 6 ? entry.id : 'none',
      name: pick(random, ['', 'A randomised', 'A variant']),
      graph: { ...entry.graph, edges: edges.slice(0, -1) },
    }
  },
  'rename-graph': (project, random) => ({
    graphId: shown(project, random).id,
    name: pick(random, ['', 'Mine']),
  }),
  'remove-graph': (project, random) => ({ graphId: pick(random, project.graphs).id }),
  'add-discovery': (_, random) => {
    const graph = smallGraph(random)
    const edges = graph.edges.map((edge) => ({
      ...(random.uniform() < 0.4 ? undirected(edge.from, edge.to) : edge),
      support: 0.8,
    }))
    return {
      id: 'discovered',
      graph: { ...graph, kind: 'cpdag', edges },
      layout: placed(graph, random),
      provenance: {
        algorithm: 'pc-stable',
        algorithmLabel: 'PC-stable',
        options: { alpha: 0.01 },
        seed: 1,
        dataset: 'd1.csv',
        dataRevision: 1,
        rows: { total: 9, used: 8, missing: { Age: 1 } },
        statistics: { tests: 3 },
        assumptions: ['no hidden common causes'],
        seconds: 0.1,
        finishedAt: '2026-11-20T00:00:00.000Z',
        engineVersion: '0',
      },
    }
  },
  'accept-edges': (project, random) => {
    const from = pick(random, project.graphs)
    const edges = some(random, from.graph.edges).map(edgeId)
    const orient = Object.fromEntries(edges.map((id) => [id, pick(random, ['as-written', 'reversed'])]))
    return { from: from.id, into: project.graphs[0].id, edges, orient }
  },
  'set-dataset': (_, random) => ({ dataset: smallDataset(random) }),
  'remove-dataset': (project, random) => ({
    id: random.uniform() < 0.3 ? (activeEntry(project)?.source.id ?? 'none') : 'none',
  }),
  'add-columns-as-variables': inGraph((_, random, project) => ({
    columns: some(random, activeEntry(project)?.source.columns.map(({ name }) => name) ?? []),
  })),
  'add-step': inData((project, random) => ({ step: stepAction(project, random) })),
  'change-step': inData((project, random) => ({
    ...stepId(project, random),
    step: stepAction(project, random),
  })),
  'move-step': inData((project, random) => ({ ...stepId(project, random), to: random.integer(5) })),
  'remove-step': inData((project, random) => stepId(project, random)),
  'toggle-role': (project, random) => ({
    id: idIn(project.graphs[0], random),
    role: pick(random, ['exposure', 'outcome']),
  }),
  'set-contrast': (_, random) => ({ from: 0, to: pick(random, [1, 2, 'yes']) }),
  'set-effect': (_, random) => ({ effect: pick(random, ['total', 'direct']) }),
  'set-adjustment-wish': (project, random) => ({
    id: idIn(project.graphs[0], random),
    wish: pick(random, ['must', 'forbidden', 'free']),
  }),
  'choose-adjustment': (project, random) => ({
    adjustment: random.uniform() < 0.5 ? 'first' : [idIn(project.graphs[0], random)],
  }),
  'set-imagined': (project, random) => ({
    kind: pick(random, imaginedKinds),
    mediators: random.uniform() < 0.5 ? null : [idIn(project.graphs[0], random)],
  }),
  'set-missing': (_, random) => ({ method: pick(random, ['complete-rows', 'imputed', 'weighted']) }),
  'agree-assumption': (_, random) => ({ statement: 'consistency', agreed: random.uniform() < 0.5 }),
}
