import { createRandom } from '../src/base/random'
import { createProject, plainDrawing, type Point, type Project } from '../src/document/project'
import { directed, variableId, type Edge, type VariableId } from '../src/engine/graph/graph'
import { totalEffectOf } from '../src/engine/identify/question'

const ROW_GAP = 58
const COLUMN_GAP = 210

/** "Marker 0042" and the like: names of different lengths, each once. */
const stems = ['Gene', 'Marker', 'Pathway activity', 'Dose', 'Blood pressure', 'Age at visit', 'Tar', 'Score']
export const largeName = (i: number) => `${stems[i % stems.length]} ${i + 1}`

/**
 * A project with one random acyclic graph, seeded by its size: `count` variables of mean degree 4 in columns,
 * each arrow leading at most three columns on, and a question from an early variable to a late one.
 */
export function largeProject(count: number): Project {
  const random = createRandom(count)
  const perColumn = Math.max(4, Math.round(Math.sqrt(count * 2.2)))
  const ids = Array.from({ length: count }, (_, i) => variableId(`v${i}`))
  const layout: Record<VariableId, Point> = {}
  ids.forEach((id, i) => {
    const column = Math.floor(i / perColumn)
    const shift = (column % 2) * (ROW_GAP / 2)
    layout[id] = { x: column * COLUMN_GAP, y: (i % perColumn) * ROW_GAP + shift }
  })
  const edges = new Map<string, Edge>()
  while (edges.size < 2 * count) {
    const from = random.integer(count)
    const to = from + 1 + random.integer(3 * perColumn)
    if (to < count) edges.set(`${from} ${to}`, directed(ids[from], ids[to]))
  }
  const project = createProject(`large-${count}`, `${count} variables`)
  const question = totalEffectOf(
    [{ variable: ids[Math.floor(count / 8)], from: 0, to: 1 }],
    [ids[Math.floor((count * 7) / 8)]],
  )
  return {
    ...project,
    graphs: [
      {
        ...plainDrawing,
        id: 'mine',
        name: 'My model',
        graph: {
          kind: 'dag',
          variables: ids.map((id, i) => ({ id, name: largeName(i) })),
          edges: [...edges.values()],
        },
        layout,
        origin: 'drawn',
        locked: false,
      },
    ],
    queries: [{ id: 'question', question, adjustment: 'first' }],
  }
}
