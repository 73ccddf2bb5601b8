import { expect, test } from 'vitest'
import { readProposals } from './read-proposals'

const known = ['Smoking', 'Lung cancer', 'tar_deposits', 'age', 'income']
const arrows = (text: string) =>
  readProposals(text, known).proposals.map(({ change, cause, effect }) => `${change} ${cause} > ${effect}`)

test.each([
  ['Smoking -> Lung cancer', 'add Smoking > Lung cancer'],
  ['  3) smoking → lung cancer: known since 1950', 'add Smoking > Lung cancer'],
  ['- **Smoking** causes tar deposits because of combustion', 'add Smoking > tar_deposits'],
  ['Lung cancer <- age (older cells)', 'add age > Lung cancer'],
  ['remove age -> income', 'remove age > income'],
  ['Reverse: income --> age', 'reverse income > age'],
  ['"age","income"', 'add age > income'],
  ['age => tar deposits', 'add age > tar_deposits'],
])('a line: %s', (line, arrow) => {
  expect(arrows(line)).toEqual([arrow])
  expect(readProposals(line, known).problems).toEqual([])
})

test('reasons are kept', () => {
  const { proposals } = readProposals(
    'Smoking -> Lung cancer: tar, mostly\nage causes income because careers take time\nage -> tar_deposits (slow)',
    known,
  )
  expect(proposals.map(({ reason }) => reason)).toEqual(['tar, mostly', 'careers take time', 'slow'])
})

test('what a language model answers', () => {
  const text = `# Edges

Here is JSON instead of prose:
\`\`\`
age -> income
age -> Lung cancer
\`\`\``
  const { proposals, problems } = readProposals(text, known)
  expect(proposals).toHaveLength(2)
  expect(problems.map(({ where }) => where)).toEqual([{ line: 3 }])
})

test('JSON in its usual forms', () => {
  expect(
    arrows('```json\n[{"from": "age", "to": "income", "action": "remove"}, ["Smoking", "lung_cancer"]]\n```'),
  ).toEqual(['remove age > income', 'add Smoking > Lung cancer'])
  expect(arrows('{"edges": [{"cause": "age", "effect": "income", "rationale": "x"}]}')).toEqual([
    'add age > income',
  ])
  expect(arrows('["age -> income"]')).toEqual(['add age > income'])
})

test('a CSV with a header', () => {
  expect(arrows('cause,effect\nage,income\nage,Smoking')).toEqual(['add age > income', 'add age > Smoking'])
})

test('what cannot be read costs its own line and says why', () => {
  const { proposals, problems } = readProposals(
    'age -> incom\nage -> age\nage -> income\nnothing here\nage -> income',
    known,
  )
  expect(proposals).toHaveLength(1)
  expect(problems.map(({ message }) => message)).toEqual([
    'Line 1: there is no variable “incom”. Did you mean “income”?',
    'Line 2: “age” cannot be its own cause.',
    'Line 4: “nothing here” names no arrow; write for example cause -> effect.',
  ])
})

test('names that differ by case only are not guessed', () => {
  const { proposals, problems } = readProposals('AGE -> x', ['age', 'Age', 'x'])
  expect(proposals).toEqual([])
  expect(problems).toHaveLength(1)
})
