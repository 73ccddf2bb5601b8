// Runs an ONNX file in onnxruntime-web's wasm, as the page and the command line do:
//   node run_onnx.mjs model.onnx inputs.json outputs.json
// inputs.json: [{name: {dims, data}}]; outputs.json: the same shape, one entry per run.
import { readFileSync, writeFileSync } from 'node:fs'
import * as ort from 'onnxruntime-web'

const [modelPath, inputsPath, outputsPath] = process.argv.slice(2)
ort.env.wasm.numThreads = 1
const session = await ort.InferenceSession.create(readFileSync(modelPath), { executionProviders: ['wasm'] })
const answers = []
for (const run of JSON.parse(readFileSync(inputsPath, 'utf8'))) {
  const feeds = {}
  for (const [name, { dims, data }] of Object.entries(run)) {
    feeds[name] = new ort.Tensor('float32', Float32Array.from(data), dims)
  }
  const outputs = await session.run(feeds)
  answers.push(
    Object.fromEntries(
      Object.entries(outputs).map(([name, tensor]) => [
        name,
        { dims: [...tensor.dims], data: [...tensor.data] },
      ]),
    ),
  )
}
writeFileSync(outputsPath, JSON.stringify(answers))
