import type { Example } from '../engine/examples/example'
import { createProject, plainDrawing, type Project } from './project'

/** The example as a project of its own, with its question already asked. */
export function projectFromExample(id: string, example: Example): Project {
  const { graph, layout, dataset, question } = example.build()
  const project = createProject(id, example.title)
  return {
    ...project,
    example: example.id,
    graphs: [
      { ...plainDrawing, id: 'mine', name: 'My model', graph, layout, origin: 'example', locked: false },
    ],
    datasets: dataset ? [{ source: dataset, steps: [] }] : [],
    queries: [{ id: 'question', question, adjustment: 'first' }],
  }
}
