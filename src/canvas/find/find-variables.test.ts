import { describe, expect, it } from 'vitest'
import { variableId } from '../../engine/graph/graph'
import { findVariables } from './find-variables'

const variables = ['Tar', 'Star sign', 'Air tar', 'État', 'Age_tar', 'Smoking'].map((name) => ({
  id: variableId(name),
  name,
}))
const found = (text: string) => findVariables(variables, text).map(({ name }) => name)

describe('finding variables', () => {
  it('puts the name itself first, then beginnings of words, then the rest', () => {
    expect(found('tar')).toEqual(['Tar', 'Air tar', 'Age_tar', 'Star sign'])
  })
  it('minds neither case nor accents nor spaces around', () => {
    expect(found(' ETAT ')).toEqual(['État'])
  })
  it('finds nothing for an empty text or a name that is not there', () => {
    expect(found('  ')).toEqual([])
    expect(found('coffee')).toEqual([])
  })
})
