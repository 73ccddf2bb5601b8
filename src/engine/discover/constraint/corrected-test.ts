import { normalQuantile } from '../../stats/distributions'
import type { DiscoveryProblem } from '../algorithm'
import { embed } from '../embedding'
import { correctedMoments } from '../tests/corrected-moments'
import { blockTest } from '../tests/degenerate-gaussian'
import type { IndependenceTest } from '../tests/independence'

/**
 * The Gaussian test on moments corrected for what causes the gaps (MVPC: Tu et al. 2019, algorithm 1). There only edges
 * left by test-wise deletion are tested again; asking this test throughout gives the same answers to those.
 *
 * @param causes for each variable those that cause its gaps
 */
export function correctedTest(
  problem: DiscoveryProblem,
  causes: readonly (readonly number[])[],
  alpha: number,
): IndependenceTest {
  const { columns, blocks } = embed(problem)
  const causesOfColumn: number[][] = columns.map(() => [])
  blocks.forEach((block, variable) => {
    for (const column of block) causesOfColumn[column] = causes[variable].flatMap((cause) => blocks[cause])
  })
  const moments = correctedMoments(columns, causesOfColumn)
  const rows = problem.rows.used
  return {
    ...blockTest('mvpc', moments, blocks, rows, normalQuantile(1 - alpha / 2)),
    rowsUsed(x, y, given, size) {
      const members = [x, y, ...given.subarray(0, size)].flatMap((variable) => blocks[variable])
      const all = moments.withCauses(members)
      return moments.shared.of(all, all.length)?.length ?? rows
    },
  }
}
