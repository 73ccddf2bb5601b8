import { discoveryAlgorithms } from '../../engine/discover/registry'
import { estimators } from '../../engine/estimate/registry'
import { graphFormats } from '../../engine/formats/registry'
import { identificationMethods } from '../../engine/identify/registry'
import { neuralModels } from '../../engine/neural/registry'
import { createFieldReader } from '../fields'
import type { QueryKind } from './query-kind'

/** What can be listed; functions of a record vanish when it is written as JSON. */
const lists: Readonly<Record<string, readonly { readonly id: string }[]>> = {
  estimators: estimators.entries,
  algorithms: discoveryAlgorithms.entries,
  methods: identificationMethods.entries,
  formats: graphFormats.entries.map(({ id, label, extensions, write }) => ({
    id,
    label,
    extensions,
    writes: write !== undefined,
  })),
  models: neuralModels.entries,
  // None yet.
  refuters: [],
}

export const listQuery: QueryKind = {
  id: 'list',
  label: `The records of a registry: ${Object.keys(lists).join(', ')}`,
  answer({ query }) {
    const fields = createFieldReader(query, 'query')
    const what = fields.choice('what', Object.keys(lists))
    return fields.finish(() => lists[what])
  },
}
