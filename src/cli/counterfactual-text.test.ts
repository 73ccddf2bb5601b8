import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import type { CounterfactualEvent } from '../engine/identify/counterfactual/query'
import { parseCounterfactual } from './counterfactual-text'

const told = ({ variable, value, set }: CounterfactualEvent) => {
  const plain = (setting: CounterfactualEvent['value']) => ('value' in setting ? setting.value : '?')
  const world = [...set].map(([id, setting]) => `${id}:${plain(setting)}`).join(' ')
  return `${variable}=${plain(value)}[${world}]`
}

const read = (text: string) => {
  const { asked, known } = valueOf(parseCounterfactual(text))
  return [asked, known].map((events) => events.map(told).join(' ')).join(' | ')
}

test('events of several worlds', () => {
  expect(read('P(Y_{X=1} = 1 | X = 0)')).toBe('Y=1[X:1] | X=0[]')
  expect(read('p(Y_{X=1, M=0}=high, M = 0)')).toBe('Y=high[X:1 M:0] M=0[] | ')
  expect(read('P(Stone size_{Treatment=open} = large | "Age, years" = 50)')).toBe(
    'Stone size=large[Treatment:open] | Age, years=50[]',
  )
})

test('an event that is none is named', () => {
  const problem = (text: string) => {
    const found = parseCounterfactual(text)
    return found.ok ? 'read' : found.problems[0].message
  }
  expect(problem('P(Y_{X} = 1)')).toBe('“Y_{X} = 1” is no event such as Y_{X=1} = 1 or X = 0.')
  expect(problem('P(Y | X = 0)')).toBe('“Y” is no event such as Y_{X=1} = 1 or X = 0.')
  expect(problem('P(Y=1 | )')).toMatch(/“” is no event|names no event/)
  expect(problem('P(Y=1 | X=1 | Z=1)')).toBe('The query has more than one “|”.')
  expect(problem('Y=1')).toBe('The query must read P(Y_{X=1} = 1 | X = 0).')
})
