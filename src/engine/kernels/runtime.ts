/** The exports of `kernels.wasm` that every kernel uses; each kernel names its own beside its wrapper. */
interface ArenaExports {
  readonly memory: WebAssembly.Memory
  arena_mark(): number
  arena_take(bytes: number): number
  arena_release(mark: number): void
}

/** The kernels as compiled code. Memory is a stack: `within` gives back all that was taken inside it. */
export interface KernelRuntime {
  /** The exported function of a kernel. */
  call(name: string, ...values: number[]): number
  /** Address of so many bytes, 16-byte aligned and not cleared. Throws RangeError when memory is out. */
  take(bytes: number): number
  /** Views are of the memory as it is now: `take` may move it, so look again after each. */
  doubles(address: number, count: number): Float64Array
  integers(address: number, count: number): Int32Array
  bytes(address: number, count: number): Uint8Array
  within<Value>(work: () => Value): Value
  /** The same kernels with memory of their own, for work that pauses between calls; it goes with its last reference. */
  separate(): KernelRuntime
  /** Bytes of memory that the kernels have asked for so far. */
  size(): number
}

let installed: KernelRuntime | null = null

/** Starts the compiled kernels from the bytes of `kernels.wasm`; until then, and without them, TypeScript does the same. */
export async function installKernels(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<void> {
  installed = startRuntime(await WebAssembly.compile(bytes))
}

/** Back to TypeScript. */
export function removeKernels(): void {
  installed = null
}

/** The compiled kernels, or null where only TypeScript is at hand. */
export const kernelRuntime = (): KernelRuntime | null => installed

function startRuntime(module: WebAssembly.Module): KernelRuntime {
  const exports = new WebAssembly.Instance(module, {}).exports as unknown as ArenaExports
  const functions = exports as unknown as Readonly<Record<string, (...values: number[]) => number>>
  return {
    call: (name, ...values) => functions[name](...values),
    take(bytes) {
      const address = exports.arena_take(bytes) >>> 0
      if (address === 0) throw new RangeError(`the kernels could not get ${bytes} bytes of memory`)
      return address
    },
    doubles: (address, count) => new Float64Array(exports.memory.buffer, address, count),
    integers: (address, count) => new Int32Array(exports.memory.buffer, address, count),
    bytes: (address, count) => new Uint8Array(exports.memory.buffer, address, count),
    within(work) {
      const mark = exports.arena_mark()
      try {
        return work()
      } finally {
        exports.arena_release(mark)
      }
    },
    separate: () => startRuntime(module),
    size: () => exports.memory.buffer.byteLength,
  }
}
