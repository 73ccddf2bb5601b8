/**
 * Tables with more rows than the model was trained on are answered in parts: rows are dealt out within each
 * arm like cards, so that every part has the arms' shares and the whole file's order, and no seed is involved.
 */
export function stratifiedParts(
  treatment: ArrayLike<number>,
  rowsAtMost: number,
  partsAtMost: number,
): number[][] {
  const rows = treatment.length
  const needed = Math.ceil(rows / rowsAtMost)
  const dealt: number[][] = Array.from({ length: needed }, () => [])
  const next = new Map<number, number>()
  // Each arm starts where the last one ended, so that sizes differ by one at most.
  let start = 0
  for (const arm of new Set(Array.from(treatment))) {
    next.set(arm, start)
    let size = 0
    for (let r = 0; r < rows; r++) if (treatment[r] === arm) size++
    start = (start + size) % needed
  }
  for (let r = 0; r < rows; r++) {
    const turn = next.get(treatment[r])!
    dealt[turn].push(r)
    next.set(treatment[r], (turn + 1) % needed)
  }
  return dealt.slice(0, partsAtMost)
}
