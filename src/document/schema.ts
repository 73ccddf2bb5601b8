import { proposedChanges } from '../engine/discover/proposals/proposal'
import * as v from 'valibot'
import { MAX_NAME_LENGTH } from '../engine/graph/graph'
import { imaginedKinds } from '../engine/identify/counterfactual/imagined-kinds'

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH))
const value = v.union([v.number(), v.string()])
const kind = v.picklist(['continuous', 'count', 'ordinal', 'nominal', 'binary', 'date', 'id'])
const role = v.picklist([
  'variable',
  'regime',
  'intervention-target',
  'weight',
  'cluster',
  'unit',
  'time',
  'left-out',
])
const id = v.string()
const mark = v.picklist(['tail', 'arrow', 'circle'])
/** Far outside any drawing; beyond it a canvas cannot be fitted to the window. */
const FARTHEST_PIXEL = 1e7
/** A place that is no number, or out of sight, is moved: where a node stands is no reason to refuse a project. */
const pixels = v.pipe(
  v.union([v.number(), v.nan(), v.null()]),
  v.transform((at) =>
    Number.isNaN(at ?? Number.NaN) ? 0 : Math.min(FARTHEST_PIXEL, Math.max(-FARTHEST_PIXEL, at!)),
  ),
)
const point = v.object({ x: pixels, y: pixels })
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

const variable = v.object({
  id: v.string(),
  name,
  latent: v.optional(v.boolean()),
  selected: v.optional(v.boolean()),
})

const choosingRows = v.object({ dataset: v.string(), rows: v.string(), split: v.optional(v.number()) })

const edge = v.object({
  from: v.string(),
  to: v.string(),
  markFrom: mark,
  markTo: mark,
  rationale: v.optional(v.string()),
  source: v.optional(v.string()),
  support: v.optional(share),
  orientationSupport: v.optional(share),
  chosenOn: v.optional(choosingRows),
})

const rowsUsed = v.object({ total: v.number(), used: v.number(), missing: v.record(v.string(), v.number()) })

const markCounts = v.object({ tail: v.number(), arrow: v.number(), circle: v.number() })
const resamples = v.object({
  counted: v.number(),
  asked: v.number(),
  resampling: v.picklist(['halves', 'bootstrap']),
  pairs: v.array(
    v.object({
      a: name,
      b: name,
      joined: v.number(),
      forward: v.number(),
      backward: v.number(),
      undirected: v.number(),
      atA: markCounts,
      atB: markCounts,
    }),
  ),
})

const modelUse = v.object({
  id: v.string(),
  label: v.string(),
  version: v.number(),
  date: v.string(),
  backend: v.picklist(['webgpu', 'wasm']),
  stages: v.array(v.object({ name: v.string(), seconds: v.number() })),
  limits: v.array(v.string()),
})

const association = v.object({ value: v.number(), pValue: v.number() })
const pairView = v.object({
  from: name,
  to: name,
  probabilities: v.object({ forward: share, backward: share, hidden: v.optional(share) }),
  classical: v.object({
    correlation: v.optional(association),
    partial: v.optional(association),
    orders: v.optional(v.object({ starts: v.number(), fromFirst: v.number(), joined: v.number() })),
  }),
})

const provenance = v.object({
  algorithm: v.string(),
  algorithmLabel: v.string(),
  options: v.record(v.string(), value),
  seed: v.number(),
  dataset: v.string(),
  dataRevision: v.number(),
  dataSteps: v.optional(v.array(v.string())),
  rows: rowsUsed,
  gaps: v.optional(v.literal('test-wise')),
  statistics: v.record(v.string(), v.number()),
  supportMeaning: v.optional(v.string()),
  resamples: v.optional(resamples),
  chosenOn: v.optional(choosingRows),
  assumptions: v.array(v.string()),
  changingMechanisms: v.optional(v.array(v.object({ name: v.string(), pValue: v.number() }))),
  model: v.optional(modelUse),
  pairs: v.optional(v.array(pairView)),
  seconds: v.number(),
  finishedAt: v.string(),
  engineVersion: v.string(),
})

const graphEntry = v.object({
  id: v.string(),
  name: v.string(),
  graph: v.object({
    kind: v.picklist(['dag', 'admg', 'cpdag', 'mag', 'pag']),
    variables: v.array(variable),
    edges: v.array(edge),
  }),
  layout: v.record(v.string(), point),
  notes: v.array(v.object({ id, text: v.string(), at: point, width: pixels })),
  groups: v.array(v.object({ id, name, members: v.array(v.string()), collapsed: v.boolean() })),
  bends: v.record(v.string(), pixels),
  lanes: v.nullable(v.object({ dividers: v.array(pixels) })),
  origin: v.picklist(['drawn', 'discovered', 'imported', 'example', 'variant']),
  locked: v.boolean(),
  provenance: v.optional(provenance),
})

/** A file lists numbers, null where missing; its readers have made them an array of doubles by now. */
const column = v.object({
  name: v.string(),
  kind,
  role,
  values: v.instance(Float64Array, 'this is not a list of numbers'),
  levels: v.optional(v.array(v.string())),
  note: v.optional(v.string()),
})

const dataset = v.object({
  id: v.string(),
  name: v.string(),
  revision: v.number(),
  rows: v.number(),
  columns: v.array(column),
  log: v.array(v.string()),
})

const cuts = v.variant('by', [
  v.object({ by: v.literal('points'), points: v.array(v.number()) }),
  v.object({ by: v.picklist(['equal-width', 'quantiles']), classes: v.number() }),
])
const recoding = v.object({ from: v.array(v.string()), to: v.nullable(v.string()) })

export const step = v.variant('type', [
  v.object({ id, type: v.literal('filter'), formula: v.string() }),
  v.object({
    id,
    type: v.literal('recode'),
    column: v.string(),
    into: v.string(),
    values: v.array(recoding),
    others: v.picklist(['keep', 'missing']),
    kind,
  }),
  v.object({ id, type: v.literal('bin'), column: v.string(), into: v.string(), cuts }),
  v.object({ id, type: v.literal('derive'), into: v.string(), formula: v.string() }),
  v.object({ id, type: v.literal('drop'), columns: v.array(v.string()) }),
  v.object({ id, type: v.literal('rename'), column: v.string(), to: v.string() }),
  v.object({ id, type: v.literal('kind'), column: v.string(), kind }),
  v.object({ id, type: v.literal('role'), column: v.string(), role }),
  v.object({ id, type: v.literal('randomised'), variable: v.string(), formula: v.string() }),
])

const question = v.object({
  kind: v.literal('effect'),
  effect: v.picklist(['total', 'direct']),
  treatments: v.array(v.object({ variable: v.string(), from: value, to: value })),
  outcomes: v.array(v.string()),
  population: v.literal('everyone'),
  must: v.array(v.string()),
  forbidden: v.array(v.string()),
})

const pair = v.tuple([v.string(), v.string()])

/** The newest version of a project file; older ones are migrated to it before they are checked. */
export const projectFile = v.object({
  format: v.literal('causal-studio'),
  version: v.literal(3),
  id: v.string(),
  name: v.string(),
  graphs: v.pipe(v.array(graphEntry), v.minLength(1)),
  datasets: v.array(v.object({ source: dataset, steps: v.array(step) })),
  queries: v.pipe(
    v.array(
      v.object({
        id: v.string(),
        question,
        adjustment: v.union([v.literal('first'), v.array(v.string())]),
        imagined: v.optional(
          v.object({
            kind: v.picklist(imaginedKinds),
            mediators: v.nullable(v.array(v.string())),
          }),
        ),
        missing: v.optional(
          v.object({
            method: v.picklist(['complete-rows', 'imputed', 'weighted']),
            options: v.optional(v.record(v.string(), value)),
          }),
        ),
      }),
    ),
    v.minLength(1),
  ),
  knowledge: v.object({
    tiers: v.array(v.array(v.string())),
    required: v.array(pair),
    forbidden: v.array(pair),
    exogenous: v.optional(v.array(v.string())),
  }),
  decided: v.optional(
    v.array(
      v.object({
        change: v.picklist(proposedChanges),
        cause: v.string(),
        effect: v.string(),
        reason: v.optional(v.string()),
        verdict: v.picklist(['accepted', 'rejected']),
        bicChange: v.nullable(v.number()),
        by: v.picklist(['person', 'refinement']),
        source: v.optional(v.string()),
        dataset: v.optional(v.string()),
        at: v.string(),
      }),
    ),
    [],
  ),
  example: v.optional(v.string()),
  agreed: v.array(v.string()),
})

export type ProjectFile = v.InferOutput<typeof projectFile>
