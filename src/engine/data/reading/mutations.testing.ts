import type { Random } from '../../../base/random'

/** The bytes with one to eight random changes: bytes replaced, cut out, put in, repeated, or the end cut off. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = [...bytes]
  const changes = 1 + random.integer(8)
  for (let change = 0; change < changes && changed.length > 0; change++) {
    const at = random.integer(changed.length)
    const length = 1 + random.integer(random.uniform() < 0.9 ? 4 : 200)
    const how = random.integer(12)
    if (how === 0) changed = changed.slice(0, at)
    else if (how === 1) changed.splice(at, length)
    else if (how === 2) changed.splice(at, 0, ...Array.from({ length }, () => random.integer(256)))
    else if (how === 3) changed.splice(at, 0, ...changed.slice(at, at + length))
    else if (how === 4) changed[at] = 255
    else if (how === 5) changed[at] ^= 1 << random.integer(8)
    else for (let k = at; k < Math.min(at + length, changed.length); k++) changed[k] = random.integer(256)
  }
  return Uint8Array.from(changed)
}
