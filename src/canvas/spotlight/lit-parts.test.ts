import { expect, it } from 'vitest'
import { draw } from '../../engine/graph/graph-text.testing'
import { variableId, type EdgeId } from '../../engine/graph/graph'
import { litParts } from './lit-parts'

const lit = (text: string, variables: string[], edges: string[], hidden: string[] = []) => {
  const graph = draw(text)
  const parts = litParts(
    {
      ...graph,
      variables: graph.variables.map((variable) =>
        hidden.includes(variable.name) ? { ...variable, latent: true } : variable,
      ),
    },
    { variables: variables.map(variableId), edges: edges as EdgeId[] },
  )
  return { variables: [...parts.variables].toSorted(), edges: [...parts.edges].toSorted() }
}

it('lights what is named, and nothing else', () => {
  expect(lit('X -> M -> Y, X <-> Y', ['X', 'M'], ['X -> M'])).toEqual({
    variables: ['M', 'X'],
    edges: ['X -> M'],
  })
})

it('lights the hidden cause that an edge of the projection stands for', () => {
  expect(lit('X -> M -> Y, U -> X, U -> Y, V -> M', ['X', 'Y'], ['X <-> Y'], ['U', 'V'])).toEqual({
    variables: ['U', 'X', 'Y'],
    edges: ['U -> X', 'U -> Y'],
  })
})

it('lights chains of hidden causes, not their other effects', () => {
  expect(
    lit('U -> V, U -> X, V -> Y, V -> Z, X -> Y', ['X', 'Y'], ['X -> Y', 'X <-> Y'], ['U', 'V']),
  ).toEqual({
    variables: ['U', 'V', 'X', 'Y'],
    edges: ['U -> V', 'U -> X', 'V -> Y', 'X -> Y'],
  })
})
