import { expect, test } from 'vitest'
import { graphFromNames, variableId } from '../../engine/graph/graph'
import { createProject, type Project } from '../project'
import { foldGroup, groupVariables, renameGroup, ungroup } from './group-commands'
import { removeElements } from './graph-commands'

const graphId = 'mine'
const ids = (text: string) => [...text].map(variableId)

function project(): Project {
  const bare = createProject('p')
  return { ...bare, graphs: [{ ...bare.graphs[0], graph: graphFromNames([...'ABCD'], []) }] }
}

function must(result: ReturnType<typeof ungroup.apply>): Project {
  if (!result.ok) throw new Error(result.problems[0].message)
  return result.value
}

const group = (before: Project, id: string, members: string) =>
  must(groupVariables.apply(before, { graphId, id, members: ids(members) }))

test('a variable is in one group at most', () => {
  const after = group(group(project(), 'one', 'ABC'), 'two', 'CD')
  expect(after.graphs[0].groups.map(({ name, members }) => [name, members.join('')])).toEqual([
    ['Group 1', 'AB'],
    ['Group 2', 'CD'],
  ])
  expect(group(after, 'three', 'AB').graphs[0].groups.map(({ id }) => id)).toEqual(['two', 'three'])
})

test('one variable, or names of nothing, make no group', () => {
  expect(groupVariables.apply(project(), { graphId, id: 'g', members: ids('AX') }).ok).toBe(false)
})

test('a group is renamed, folded and taken apart; what changes nothing is no step', () => {
  const before = group(project(), 'g', 'AB')
  expect(renameGroup.label(before, { graphId, id: 'g', name: 'Symptoms' })).toBe('Rename Group 1 to Symptoms')
  const named = must(renameGroup.apply(before, { graphId, id: 'g', name: ' Symptoms ' }))
  expect(named.graphs[0].groups[0].name).toBe('Symptoms')
  expect(renameGroup.apply(named, { graphId, id: 'g', name: '  ' }).ok).toBe(false)
  const folded = must(foldGroup.apply(named, { graphId, id: 'g', collapsed: true }))
  expect(folded.graphs[0].groups[0].collapsed).toBe(true)
  expect(must(foldGroup.apply(folded, { graphId, id: 'g', collapsed: true }))).toBe(folded)
  expect(must(ungroup.apply(folded, { graphId, ids: ['g'] })).graphs[0].groups).toEqual([])
  expect(must(ungroup.apply(folded, { graphId, ids: ['other'] }))).toBe(folded)
})

test('a deleted variable leaves its group', () => {
  const before = group(project(), 'g', 'AB')
  const after = must(removeElements.apply(before, { graphId, variables: ids('A'), edges: [] }))
  expect(after.graphs[0].groups[0].members).toEqual(['B'])
})
