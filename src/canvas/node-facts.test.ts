import { expect, it } from 'vitest'
import { emptyQuestion } from '../document/project'
import type { SeeDo } from '../engine/estimate/see-do'
import { graphFromNames, variableId } from '../engine/graph/graph'
import { nodeFacts } from './node-facts'

const [stone, treatment, success] = ['Stone size', 'Treatment', 'Success'].map(variableId)
const graph = graphFromNames(['Stone size', 'Treatment', 'Success'], [])
const question = {
  ...emptyQuestion,
  treatments: [{ variable: treatment, from: 'open', to: 'keyhole' }],
  outcomes: [success],
}
// Charig et al. 1986.
const kidney: SeeDo = {
  scale: 'probability',
  event: 'healed',
  arms: [
    { label: 'open', rows: 350, see: 0.78, do: 0.8325 },
    { label: 'keyhole', rows: 350, see: 0.8257, do: 0.7788 },
  ],
  method: 'standardisation',
  emptyCells: [],
  covariates: [
    {
      name: 'Stone size',
      form: 'shares',
      levels: [
        { label: 'small', everyone: 0.51, seen: [0.2486, 0.7714] },
        { label: 'large', everyone: 0.49, seen: [0.7514, 0.2286] },
      ],
    },
  ],
  rows: { total: 700, used: 700, missing: {} },
}

it('tells what is seen in each arm', () => {
  const facts = nodeFacts(kidney, question, graph, 'see')
  expect(facts.get(success)).toEqual({
    caption: 'share healed',
    bars: [
      { name: 'keyhole', share: 0.8257, text: '.826' },
      { name: 'open', share: 0.78, text: '.780' },
    ],
  })
  expect(facts.get(stone)?.bars.map((bar) => bar.text)).toEqual(['.77', '.25'])
  expect(facts.get(treatment)?.caption).toBe('350 + 350')
})

it('under do() the arms change places and the adjustment variable stays as it is among everyone', () => {
  const facts = nodeFacts(kidney, question, graph, 'do')
  expect(facts.get(success)?.bars.map((bar) => bar.text)).toEqual(['.779', '.833'])
  expect(facts.get(stone)?.bars.map((bar) => bar.text)).toEqual(['.51', '.51'])
})

it('draws means against the larger one, and names a treatment without rows only for its control', () => {
  const means: SeeDo = {
    ...kidney,
    scale: 'mean',
    event: undefined,
    arms: [
      { label: 0, rows: 0, see: 2, do: 1 },
      { label: 1, rows: 0, see: 4, do: -3 },
    ],
    covariates: [{ name: 'Stone size', form: 'mean', everyone: 3, seen: [2, 4] }],
  }
  const seen = nodeFacts(means, question, graph, 'see')
  expect(seen.get(success)?.bars.map((bar) => bar.share)).toEqual([1, 0.5])
  expect(seen.has(treatment)).toBe(false)
  const done = nodeFacts(means, question, graph, 'do')
  expect(done.get(success)?.bars[0]).toMatchObject({ share: 0, text: '−3.00' })
  expect(done.get(treatment)).toEqual({ caption: '', bars: [] })
})

it('keeps the outcome under do() back while it is to be guessed, and nothing else', () => {
  const covered = nodeFacts(kidney, question, graph, 'do', 'covered')
  expect(covered.get(success)?.bars.map((bar) => [bar.share, bar.text])).toEqual([
    [0, '?'],
    [0, '?'],
  ])
  expect(covered.get(stone)?.bars[0].text).toBe('.51')
  expect(nodeFacts(kidney, question, graph, 'see', 'covered').get(success)?.bars[0].text).toBe('.826')
})

it('keeps the outcome under do() back where nothing answers it', () => {
  const [open, keyhole] = kidney.arms
  const seen: SeeDo = {
    ...kidney,
    arms: [
      { ...open, do: null },
      { ...keyhole, do: null },
    ],
    covariates: [],
  }
  const texts = (rung: 'see' | 'do') =>
    nodeFacts(seen, question, graph, rung)
      .get(success)
      ?.bars.map((bar) => bar.text)
  expect(texts('do')).toEqual(['?', '?'])
  expect(texts('see')).toEqual(['.826', '.780'])
})
