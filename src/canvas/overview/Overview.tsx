import { useStoreApi } from '@xyflow/react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import { createDisposer } from '../../base/disposer'
import type { Spot } from '../geometry'
import { isLiveEdge, type Detail } from '../live-elements'
import type { Flow } from '../to-flow'
import { readInk } from './ink'
import styles from './Overview.module.css'
import { createPainter, type Painter } from './painter'
import { createScene } from './scene'
import { usePointer, type OverviewActions } from './use-pointer'

interface OverviewProps {
  /** The whole drawing at rest. */
  flow: Flow
  moving: ReadonlyMap<string, Spot> | null
  detail: Detail
  live: ReadonlySet<string>
  /** The variable that has the keyboard focus. */
  focused: string | null
  actions: OverviewActions
}

/** Paints what is not made of live elements: everything while the view is zoomed out, else what reaches beyond it. */
export function Overview({ flow, moving, detail, live, focused, actions }: OverviewProps) {
  const container = useRef<HTMLDivElement>(null)
  const below = useRef<HTMLCanvasElement>(null)
  const above = useRef<HTMLCanvasElement>(null)
  const painter = useRef<Painter | null>(null)
  const store = useStoreApi()
  const scene = useMemo(() => createScene(flow), [flow])
  const leftOut = useMemo(
    () =>
      detail.kind === 'overview'
        ? { node: () => false, edge: () => false }
        : {
            node: (i: number) => live.has(scene.nodes[i].id),
            edge: (e: number) => isLiveEdge(scene.edges[e], detail, live),
          },
    [scene, detail, live],
  )

  useLayoutEffect(() => {
    if (!below.current || !above.current || !container.current) return undefined
    const running = createDisposer()
    const paint = createPainter(below.current, above.current)
    painter.current = paint
    running.add(() => paint.stop())
    const { current: element } = container
    const colour = () => paint.colour(readInk(element))
    colour()
    const themed = new MutationObserver(colour)
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    running.add(() => themed.disconnect())
    const contrast = matchMedia('(prefers-contrast: more)')
    contrast.addEventListener('change', colour)
    running.add(() => contrast.removeEventListener('change', colour))
    void document.fonts.ready.then(colour)
    const look = () => {
      const { transform, width, height } = store.getState()
      const [x, y, zoom] = transform
      paint.look({ x, y, zoom, width, height })
    }
    look()
    running.add(store.subscribe(look))
    return () => {
      painter.current = null
      running.dispose()
    }
  }, [store])

  useLayoutEffect(() => painter.current?.show(scene), [scene])
  useLayoutEffect(() => painter.current?.leave(leftOut), [leftOut])
  useLayoutEffect(() => painter.current?.put({ moving }), [moving])
  useLayoutEffect(() => painter.current?.put({ focused }), [focused])
  usePointer(container, painter, leftOut, actions)

  return (
    <div
      ref={container}
      className={styles.overview}
      data-overview={detail.kind}
      data-variables={flow.nodes.length}
      aria-hidden
    >
      <canvas ref={below} />
      <canvas ref={above} />
    </div>
  )
}
