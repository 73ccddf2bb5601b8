/** A file to read from, wherever it lies: a File in a worker, a path on disk, or bytes in memory. */
export interface ByteSource {
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** The bytes from `from` up to, not including, `to`; both within the size. */
  read(from: number, to: number): Promise<Uint8Array>
}

export const sourceOfBytes = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  size: bytes.length,
  read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
})
