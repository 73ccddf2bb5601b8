/** A file to read from, wherever it lies: a File in a worker, a path on disk, or bytes in memory. */
export interface ByteSource {
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** The bytes from `from` up to, not including, `to`; both within the size. */
  read(from: number, to: number): Promise<Uint8Array>
  /** All bytes in order, in parts as they come: the fastest way for those who read everything once. */
  parts(): AsyncIterable<Uint8Array>
}

const PART = 1 << 22

export const sourceOfBytes = (name: string, bytes: Uint8Array): ByteSource =>
  sourceOfReads(name, bytes.length, (from, to) => Promise.resolve(bytes.subarray(from, to)))

/** A source that can only be read in places; the next part is read while the last is worked on. */
export const sourceOfReads = (name: string, size: number, read: ByteSource['read']): ByteSource => ({
  name,
  size,
  read,
  async *parts() {
    const next = (from: number) => read(from, Math.min(size, from + PART))
    let coming = next(0)
    for (let from = 0; from < size; from += PART) {
      const part = await coming
      if (from + PART < size) coming = next(from + PART)
      yield part
    }
  },
})
