// What browsers, workers and Node all provide and the engine may rely on. The engine compiles
// without DOM types, so everything else of the platform is out of its reach.
declare const performance: { now(): number }
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string
}
declare class TextEncoder {
  encode(input?: string): Uint8Array
}
declare function setTimeout(callback: () => void, milliseconds?: number): unknown
declare function structuredClone<T>(value: T): T
/** True where memory can be shared with workers; absent in Node. */
declare var crossOriginIsolated: boolean | undefined
/** The part of WebAssembly that the kernels use. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer
  }
  interface Module {
    /** Keeps modules apart from other objects; it does not exist. */
    readonly compiledCode: never
  }
  function compile(bytes: Uint8Array | ArrayBuffer): Promise<Module>
  var Instance: new (module: Module, imports: object) => { readonly exports: object }
}
