import { describe, expect, it } from 'vitest'
import { directed, graphFromNames, variableId, type VariableId } from '../engine/graph/graph'
import type { Narrowing } from '../stores/view'
import { shownBy } from './narrowing'

const id = variableId
// A -> B -> C -> D, with E -> C beside, and F on its own.
const graph = graphFromNames(
  ['A', 'B', 'C', 'D', 'E', 'F'],
  [
    directed(id('A'), id('B')),
    directed(id('B'), id('C')),
    directed(id('C'), id('D')),
    directed(id('E'), id('C')),
  ],
  { latent: ['E'] },
)
const asked = { exposures: [id('A')], outcomes: [id('D')], roles: null }
const narrowing = (change: Partial<Narrowing>): Narrowing => ({
  scope: 'all',
  of: [],
  steps: 1,
  roles: [],
  others: 'faded',
  ...change,
})
const shown = (change: Partial<Narrowing>) => {
  const found = shownBy(graph, narrowing(change), asked)
  return found && [...found].toSorted().join('')
}

describe('narrowing the view', () => {
  it('goes as many edges as it is told, whichever way they point', () => {
    expect(shown({ scope: 'neighbourhood', of: [id('C')] })).toBe('BCDE')
    expect(shown({ scope: 'neighbourhood', of: [id('C')], steps: 2 })).toBe('ABCDE')
    expect(shown({ scope: 'neighbourhood', of: [id('F')], steps: 3 })).toBe('F')
  })
  it('follows arrows back to all causes and on to all effects', () => {
    expect(shown({ scope: 'causes', of: [id('C')] })).toBe('ABCE')
    expect(shown({ scope: 'effects', of: [id('B')] })).toBe('BCD')
  })
  it('keeps what lies on causal paths from the exposure to the outcome', () => {
    expect(shown({ scope: 'paths' })).toBe('ABCD')
  })
  it('limits by role, but always shows the question', () => {
    expect(shown({ roles: ['hidden'] })).toBe('ADE')
    const roles = { [id('B')]: 'mediator', [id('C')]: 'mediator' } as Record<VariableId, 'mediator'>
    const found = shownBy(graph, narrowing({ roles: ['mediator'] }), { ...asked, roles })
    expect([...found!].toSorted().join('')).toBe('ABCD')
  })
  it('shows everything when what it was narrowed to is gone', () => {
    expect(shown({ scope: 'causes', of: [id('gone')] })).toBeNull()
    expect(shownBy(graph, null, asked)).toBeNull()
  })
})
