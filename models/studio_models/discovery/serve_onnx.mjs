// Runs the ONNX files of a folder in onnxruntime-web's wasm, as the page and the command line do:
//   node serve_onnx.mjs folder
// Reads a line of JSON per run, {file, inputs: {name: {dims, data}}}, and answers each with {name: {dims, data}};
// data are float32 in base64.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as ort from 'onnxruntime-web'

ort.env.wasm.numThreads = 1
const sessions = new Map()

async function sessionOf(file) {
  if (!sessions.has(file)) {
    const bytes = readFileSync(join(process.argv[2], file))
    sessions.set(file, await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] }))
  }
  return sessions.get(file)
}

function toTensor({ dims, data }) {
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'))
  return new ort.Tensor('float32', new Float32Array(bytes.buffer), dims)
}

const toRecord = ({ dims, data }) => ({
  dims: [...dims],
  data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
})

const mapValues = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

async function answer(line) {
  const { file, inputs } = JSON.parse(line)
  const session = await sessionOf(file)
  return JSON.stringify(mapValues(await session.run(mapValues(inputs, toTensor)), toRecord))
}

try {
  for await (const line of createInterface({ input: process.stdin })) console.log(await answer(line))
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
