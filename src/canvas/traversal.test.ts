import { expect, it } from 'vitest'
import { bidirected, directed, graphFromNames, variableId } from '../engine/graph/graph'
import { nearestTowards, walk } from './traversal'

const [u, smoking, tar, cancer, alone] = ['U', 'Smoking', 'Tar', 'Cancer', 'Alone'].map(variableId)
const graph = graphFromNames(
  ['U', 'Smoking', 'Tar', 'Cancer', 'Alone'],
  [
    directed(smoking, tar),
    directed(tar, cancer),
    directed(u, smoking),
    directed(u, cancer),
    bidirected(tar, alone),
  ],
)
const layout = {
  [u]: { x: 300, y: 0 },
  [smoking]: { x: 0, y: 200 },
  [tar]: { x: 300, y: 200 },
  [cancer]: { x: 600, y: 200 },
  [alone]: { x: 300, y: 400 },
}

it('follows arrows to effects and back to causes, the nearest in height first', () => {
  expect(walk(graph, layout, smoking, 'right')).toBe(tar)
  expect(walk(graph, layout, cancer, 'left')).toBe(tar)
  expect(walk(graph, layout, u, 'left')).toBeNull()
})

it('goes up and down to siblings, and from there to whatever stands there', () => {
  expect(walk(graph, layout, tar, 'up')).toBe(u)
  expect(walk(graph, layout, tar, 'down')).toBe(alone)
  expect(walk(graph, layout, cancer, 'down')).toBe(alone)
})

it('finds the nearest variable on a side, joined or not', () => {
  expect(nearestTowards(layout, smoking, [u, tar, cancer, alone], 'right')).toBe(tar)
  expect(nearestTowards(layout, smoking, [u, tar], 'left')).toBeNull()
})
