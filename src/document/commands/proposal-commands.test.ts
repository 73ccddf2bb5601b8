import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { variableNamed } from '../../engine/graph/graph'
import { createProject, type DecidedProposal, type Project } from '../project'
import { readProjectFile, writeProjectFile } from '../project-file'
import { addVariable, renameVariable } from './graph-commands'
import { decideProposals, forgetProposal } from './proposal-commands'

const decision = (text: string, verdict: 'accepted' | 'rejected' = 'accepted'): DecidedProposal => {
  const [change, cause, effect] = text.split(' ')
  return {
    change: change as 'add',
    cause,
    effect,
    reason: `because of ${cause}`,
    source: 'a paper',
    verdict,
    bicChange: -3,
    by: 'person',
    at: '2026-11-21T10:00:00.000Z',
  }
}
const decide = (project: Project, ...decisions: DecidedProposal[]) =>
  decideProposals.apply(project, { graphId: 'mine', decisions })
const arrows = ({ graphs }: Project) => graphs[0].graph.edges.map(({ from, to }) => `${from} ${to}`)

test('an accepted arrow brings its variables, a place for each, and why it is there', () => {
  const project = valueOf(decide(createProject('p'), decision('add X Y')))
  const { graph, layout } = project.graphs[0]
  expect(arrows(project)).toEqual(['X Y'])
  expect(graph.edges[0]).toMatchObject({ rationale: 'because of X', source: 'a paper' })
  expect(Object.keys(layout)).toHaveLength(2)
  expect(project.decided).toHaveLength(1)
})

test('changes are made in their order, in one step, and the rejected remembered', () => {
  const project = valueOf(
    decide(
      createProject('p'),
      decision('add X Y'),
      decision('add Y Z'),
      decision('reverse X Y'),
      decision('add Z X', 'rejected'),
    ),
  )
  expect(arrows(project).toSorted()).toEqual(['Y X', 'Y Z'])
  expect(project.decided.map(({ verdict }) => verdict)).toEqual([
    'accepted',
    'accepted',
    'accepted',
    'rejected',
  ])
})

test('a change that cannot be made leaves everything as it was, in words', () => {
  const result = decide(createProject('p'), decision('add X Y'), decision('add Y X'))
  expect(result.ok ? null : result.problems[0].message).toBe('It would close a cycle: X → Y → X.')
})

test('each change has one decision, the newest, and can be forgotten', () => {
  const first = valueOf(decide(createProject('p'), decision('add X Y', 'rejected')))
  const second = valueOf(decide(first, decision('add X Y')))
  expect(second.decided.map(({ verdict }) => verdict)).toEqual(['accepted'])
  const third = valueOf(forgetProposal.apply(second, { proposal: decision('add X Y') }))
  expect(third.decided).toEqual([])
  expect(arrows(third)).toEqual(['X Y'])
  expect(forgetProposal.apply(third, { proposal: decision('add X Y') }).ok).toBe(false)
})

test('a renamed variable keeps its decisions', () => {
  const drawn = valueOf(addVariable.apply(createProject('p'), { graphId: 'mine', name: 'X' }))
  const decided = valueOf(decide(drawn, decision('add X Y')))
  const { id } = variableNamed(decided.graphs[0].graph, 'X')!
  const renamed = valueOf(renameVariable.apply(decided, { graphId: 'mine', id, name: 'Dose' }))
  expect(renamed.decided[0].cause).toBe('Dose')
})

test('decisions are saved and read again; files from before have none', () => {
  const project = valueOf(decide(createProject('p'), decision('add X Y')))
  const text = writeProjectFile(project)
  expect(valueOf(readProjectFile(text)).decided).toEqual(project.decided)
  const { decided: _decided, ...before } = JSON.parse(text) as Record<string, unknown>
  expect(valueOf(readProjectFile(JSON.stringify(before))).decided).toEqual([])
})
