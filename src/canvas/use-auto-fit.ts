import { useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { createDisposer } from '../base/disposer'
import { insetsAround } from './overlays'

/** What lies over the canvas: the elements beside it in the same parent. */
const overlaysOf = (root: HTMLElement) =>
  [...(root.parentElement?.children ?? [])].filter((element) => element !== root && !element.contains(root))

/**
 * Fits the graph between the cards that lie over the canvas. Until the user first points at the canvas the
 * fit is kept up as cards and sizes change; `occasion` names the graph, whose change starts afresh.
 */
export function useAutoFit(root: RefObject<HTMLElement | null>, occasion: string, sizes: string) {
  const { fitView, getNodes } = useReactFlow()
  /** The occasion on which the user has taken the view into their own hands. */
  const touched = useRef<string | null>(null)

  const fit = useCallback(
    (duration: number) => {
      const element = root.current
      // Without nodes the fit would wait for the first one and then take the view away from it.
      if (!element || getNodes().length === 0) return
      const insets = insetsAround(
        element.getBoundingClientRect(),
        overlaysOf(element).map((overlay) => overlay.getBoundingClientRect()),
        matchMedia('(max-width: 900px)').matches ? 'above' : 'left',
      )
      const px = (value: number) => `${Math.round(value)}px` as const
      void fitView({
        maxZoom: 1,
        duration,
        padding: {
          top: px(insets.top),
          bottom: px(insets.bottom),
          left: px(insets.left),
          right: px(insets.right),
        },
      })
    },
    [fitView, getNodes, root],
  )

  useEffect(() => {
    if (sizes !== '' && touched.current !== occasion) fit(0)
  }, [occasion, sizes, fit])

  useEffect(() => {
    const element = root.current
    const parent = element?.parentElement
    if (!element || !parent) return undefined
    const running = createDisposer()
    const touch = () => {
      touched.current = occasion
    }
    for (const kind of ['pointerdown', 'wheel'] as const) {
      element.addEventListener(kind, touch, { capture: true, passive: true })
      running.add(() => element.removeEventListener(kind, touch, { capture: true }))
    }
    const resized = new ResizeObserver(() => {
      if (touched.current !== occasion) fit(0)
    })
    const watch = () => {
      resized.disconnect()
      for (const child of [element, ...overlaysOf(element)]) resized.observe(child)
    }
    watch()
    const changed = new MutationObserver(watch)
    changed.observe(parent, { childList: true })
    running.add(() => resized.disconnect())
    running.add(() => changed.disconnect())
    return () => running.dispose()
  }, [root, fit, occasion])

  return fit
}
