import { createRegistry } from '../../base/registry'
import { adjustmentQueries } from './adjustment-queries'
import { boundsQuery } from './bounds-query'
import { dataQueries } from './data-queries'
import { describeQuery } from './describe-query'
import { discoveryQueries } from './discovery-queries'
import { causationQueries } from './causation-queries'
import { classQueries } from './class-queries'
import { counterfactualQueries } from './counterfactual-queries'
import { effectQueries } from './effect-queries'
import { equivalenceQueries } from './equivalence-queries'
import { generalQueries } from './general-queries'
import { graphQueries } from './graph-queries'
import { implicationQueries } from './implication-queries'
import { listQuery } from './list-query'
import { missingQueries } from './missing-queries'
import { proposalQueries } from './proposal-queries'
import { selectionQueries } from './selection-queries'
import type { QueryKind } from './query-kind'

export const queryKinds = createRegistry<QueryKind>('query kind', [
  ...graphQueries,
  ...adjustmentQueries,
  ...effectQueries,
  ...equivalenceQueries,
  ...classQueries,
  ...generalQueries,
  ...counterfactualQueries,
  ...causationQueries,
  ...selectionQueries,
  ...missingQueries,
  ...discoveryQueries,
  ...dataQueries,
  ...implicationQueries,
  ...proposalQueries,
  boundsQuery,
  describeQuery,
  listQuery,
])
