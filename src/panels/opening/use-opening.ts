import { useEffect, useState } from 'react'
import { activeEntry } from '../../document/project'
import type { CausalGraph } from '../../engine/graph/graph'
import { graphRevision } from '../../engine/graph/revision'
import { usePresent, useShownGraph } from '../../stores/project'

/** The example whose story the opening tells. */
export const OPENING_EXAMPLE = 'kidney-stones'

let told: Promise<CausalGraph | null> | null = null

function storyGraph(): Promise<CausalGraph | null> {
  told ??= import('../../engine/examples/registry').then(({ examples }) => {
    const found = examples.find(OPENING_EXAMPLE)
    return found.ok ? found.value.build().graph : null
  })
  return told
}

/** Whether the canvas shows the opening example as it was told: its graph unedited, its data in place. */
export function useOpening(): boolean {
  const project = usePresent()
  const shown = useShownGraph()
  const [story, setStory] = useState<CausalGraph | null>(null)
  const isExample = project.example === OPENING_EXAMPLE
  useEffect(() => {
    let left = false
    if (isExample)
      storyGraph().then(
        (graph) => {
          if (!left) setStory(graph)
        },
        () => undefined,
      )
    return () => {
      left = true
    }
  }, [isExample])
  return (
    isExample &&
    story !== null &&
    shown === project.graphs[0] &&
    graphRevision(shown.graph) === graphRevision(story) &&
    activeEntry(project)?.source.id === `example-${OPENING_EXAMPLE}`
  )
}
