import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { bidirected, directed, edgeId, variableId } from '../engine/graph/graph'
import type { Fragment } from './fragment'
import { readFragment, writeFragment } from './fragment-file'

const [a, b] = ['A', 'B'].map(variableId)
const fragment: Fragment = {
  variables: [
    { id: a, name: 'A', latent: true },
    { id: b, name: 'B' },
  ],
  edges: [
    { ...directed(a, b), rationale: 'Dose', source: 'Doll 1950', support: 0.9, orientationSupport: 0.7 },
    bidirected(a, b),
  ],
  layout: { [a]: { x: 1, y: 2 }, [b]: { x: 3, y: 4 } },
  bends: { [edgeId(directed(a, b))]: -20 },
  notes: [{ id: 'note-1', text: 'Ask Ann', at: { x: 0, y: 0 }, width: 200 }],
}
const copied = { fragment, from: { project: 'p', graph: 'mine' } }

test('a fragment survives the clipboard with words, bends and notes', () => {
  expect(valueOf(readFragment(writeFragment(copied)))).toEqual(copied)
})

test('nothing but a sound fragment is read, whatever becomes of its text', () => {
  const json = writeFragment(copied)
  for (const broken of [
    '',
    '{}',
    json.slice(0, -3),
    json.replace('"version":1', '"version":2'),
    json.replace('"to":"B"', '"to":"C"'),
    json.replace('"name":"B"', '"name":"A"'),
  ])
    expect(readFragment(broken).ok).toBe(false)
  fc.assert(
    fc.property(fc.nat(json.length - 1), fc.string({ maxLength: 3 }), (at, put) => {
      const read = readFragment(json.slice(0, at) + put + json.slice(at + put.length))
      if (!read.ok) return
      const ids = new Set(read.value.fragment.variables.map(({ id }) => id))
      for (const { from, to } of read.value.fragment.edges) expect(ids.has(from) && ids.has(to)).toBe(true)
    }),
    { numRuns: 500, seed: 5 },
  )
})
