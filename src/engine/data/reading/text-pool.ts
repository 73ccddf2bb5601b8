const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const FIRST_SLOTS = 64

/** What is wrong with the bytes of a text. */
export type TextFault = 'zero-byte' | 'not-utf-8'

/** Distinct texts, each kept once as bytes under a code, in order of appearance. */
export class TextPool {
  /** Distinct texts so far. */
  size = 0
  /** The first fault met; texts with one are still given a code. */
  fault: TextFault | null = null
  #bytes = new Uint8Array(256)
  #starts = new Int32Array(FIRST_SLOTS)
  #hashes = new Int32Array(FIRST_SLOTS)
  /** Open addressing; holds code + 1. */
  #slots = new Int32Array(FIRST_SLOTS * 2)

  /** In bytes, with what the decoded texts will take. */
  get memory(): number {
    return this.#bytes.length + 8 * this.#starts.length + 4 * this.#slots.length + 40 * this.size
  }

  /** The code of the text in `source` from `from` up to, not including, `to`. */
  codeOf(source: Uint8Array, from: number, to: number): number {
    // FNV-1a
    let hash = 0x811c9dc5
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ source[at], 0x01000193)
    hash ^= hash >>> 15
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot] - 1
      if (code < 0) return this.#add(source, from, to, hash, slot)
      if (this.#hashes[code] === hash && this.#holds(code, source, from, to)) return code
    }
  }

  /** Every text by its code; bytes that are no UTF-8 become replacement characters. */
  texts(): string[] {
    const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
    return Array.from({ length: this.size }, (_, code) => {
      const [from, to] = [this.#starts[code], this.#starts[code + 1]]
      let text = ''
      for (let at = from; at < to; at++) {
        if (this.#bytes[at] > 127) return lenient.decode(this.#bytes.subarray(from, to))
        text += String.fromCharCode(this.#bytes[at])
      }
      return text
    })
  }

  #holds(code: number, source: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[code]
    if (this.#starts[code + 1] - start !== to - from) return false
    for (let at = from, mine = start; at < to; at++, mine++)
      if (this.#bytes[mine] !== source[at]) return false
    return true
  }

  #add(source: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    this.fault ??= faultOf(source, from, to)
    const code = this.size++
    const start = this.#starts[code]
    const end = start + to - from
    if (end > this.#bytes.length) this.#bytes = enlarged(this.#bytes, Math.max(end, 2 * this.#bytes.length))
    this.#bytes.set(source.subarray(from, to), start)
    if (code + 2 > this.#starts.length) {
      this.#starts = enlarged(this.#starts, 2 * this.#starts.length)
      this.#hashes = enlarged(this.#hashes, 2 * this.#hashes.length)
    }
    this.#starts[code + 1] = end
    this.#hashes[code] = hash
    this.#slots[slot] = code + 1
    if (2 * this.size > this.#slots.length) this.#spread()
    return code
  }

  #spread() {
    const slots = new Int32Array(2 * this.#slots.length)
    const mask = slots.length - 1
    for (let code = 0; code < this.size; code++) {
      let slot = this.#hashes[code] & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = code + 1
    }
    this.#slots = slots
  }
}

function faultOf(source: Uint8Array, from: number, to: number): TextFault | null {
  let plain = true
  for (let at = from; at < to; at++) {
    if (source[at] === 0) return 'zero-byte'
    if (source[at] > 127) plain = false
  }
  if (plain) return null
  try {
    utf8.decode(source.subarray(from, to))
    return null
  } catch {
    return 'not-utf-8'
  }
}

/** The same numbers with room for `length`. */
export function enlarged<T extends Uint8Array | Uint32Array | Int32Array>(array: T, length: number): T {
  const larger = new (array.constructor as new (length: number) => T)(length)
  larger.set(array)
  return larger
}
