/** float32, row-major; the product of `dims` is `data.length`. */
export interface ModelTensor {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

export interface ModelRun {
  readonly outputs: Readonly<Record<string, ModelTensor>>
  readonly backend: 'webgpu' | 'wasm'
  /** Time of the run itself, without loading the model. */
  readonly milliseconds: number
}

/** Injected by the shell: the engine never loads onnxruntime itself. */
export type RunModel = (modelId: string, inputs: Readonly<Record<string, ModelTensor>>) => Promise<ModelRun>
