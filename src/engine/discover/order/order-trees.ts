import { compiledOrderTrees, type CompiledOrderTrees } from '../../kernels/order-search'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { LocalScore } from '../scores/local-score'
import type { BasisWidth, Moments } from '../scores/moments'
import { createGrowShrinkTree } from './grow-shrink-tree'
import { createOrderSearch, type OrderSearch } from './order-search'
import { precedence } from './start-order'

/** The grow-shrink trees of all variables; what they learn serves every search that starts from them, one at a time. */
export interface OrderTrees {
  readonly score: LocalScore
  /** @param start variables once each, required causes before their effects; the others join by `improve` */
  search(start: readonly number[]): OrderSearch
}

/** For any score. */
export function growOrderTrees(score: LocalScore, knowledge: KnowledgeIndex): OrderTrees {
  const { size, forbidden, required } = knowledge
  const trees = Array.from({ length: size }, (_, variable) => {
    const causes: number[] = []
    for (let a = 0; a < size; a++) if (required[a * size + variable]) causes.push(a)
    const mayBeParent = (candidate: number) => forbidden[candidate * size + variable] === 0
    return createGrowShrinkTree(variable, score, mayBeParent, causes)
  })
  const before = precedence(knowledge)
  const mustPrecede = (a: number, b: number) => before[a * size + b] === 1
  return { score, search: (start) => createOrderSearch(trees, start, mustPrecede) }
}

/**
 * For Gaussian scores whose penalty is the same for each parent, in compiled code where it is at hand.
 *
 * @param score a Gaussian score of these moments
 * @param width basis columns with which a parent enters
 */
export function growGaussianTrees(
  score: LocalScore,
  moments: readonly Moments[],
  width: BasisWidth,
  knowledge: KnowledgeIndex,
): OrderTrees {
  const penalties = moments.map((_, variable) => score.cost(variable, [], variable))
  const known = knowledge.empty ? {} : { knowledge: { ...knowledge, precedes: precedence(knowledge) } }
  const compiled = compiledOrderTrees({ moments, width, penalties, ...known })
  return compiled
    ? { score: withCompiledWorth(score, compiled), search: compiled.search }
    : growOrderTrees(score, knowledge)
}

/** The score with its costly parts in compiled code. */
const withCompiledWorth = (score: LocalScore, { worthOf }: CompiledOrderTrees): LocalScore => ({
  ...score,
  gains: (variable, parents) => worthOf(variable, parents).gains,
  losses: (variable, parents) => worthOf(variable, parents).losses,
})
