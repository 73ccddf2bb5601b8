import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { dagitty } from '../../engine/formats/dagitty'
import { edgeId, nameOf } from '../../engine/graph/graph'
import { activeQuery, createProject, graphEntry, type Project } from '../project'
import { annotateEdge } from './graph-commands'
import { applyModelText } from './model-text-commands'

const edit = (project: Project, text: string) =>
  applyModelText.apply(project, { graphId: 'mine', part: valueOf(dagitty.read(text)) })

const drawn = (project: Project) => graphEntry(project, 'mine')!

const started = () => valueOf(edit(createProject('p'), 'dag { A [exposure] C [outcome] A -> B B -> C }'))

test('roles in the text become the question, in the same step', () => {
  const { question } = activeQuery(started())
  expect(question.treatments.map(({ variable }) => variable)).toEqual(['A'])
  expect(question.outcomes).toEqual(['C'])
})

test('a role that the text no longer states is taken away; one that it still states keeps its contrast', () => {
  const { question } = activeQuery(valueOf(edit(started(), 'dag { A [exposure] A -> B B -> C }')))
  expect(question.treatments).toEqual([{ variable: 'A', from: 0, to: 1 }])
  expect(question.outcomes).toEqual([])
})

test('edges that stay keep why they are believed', () => {
  const [edge] = drawn(started()).graph.edges
  const noted = valueOf(
    annotateEdge.apply(started(), {
      graphId: 'mine',
      edge: edgeId(edge),
      rationale: 'a trial',
      source: 'Doll 1950',
    }),
  )
  const { graph } = drawn(valueOf(edit(noted, 'dag { D -> B A -> B C }')))
  const notes = graph.edges.map((each) => [nameOf(graph, each.from), each.rationale])
  expect(notes).toEqual([
    ['D', undefined],
    ['A', 'a trial'],
  ])
})

test('a locked graph stays as it is', () => {
  const project = started()
  const locked = { ...project, graphs: [{ ...drawn(project), locked: true }] }
  expect(edit(locked, 'dag { A -> C }').ok).toBe(false)
})
