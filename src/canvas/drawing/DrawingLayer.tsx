import { useReactFlow, useStoreApi, type InternalNode } from '@xyflow/react'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { createDisposer } from '../../base/disposer'
import { useView } from '../../stores/view'
import { NOTE_WIDTH } from '../../document/commands/note-commands'
import { contains, type Rect, type Spot } from '../geometry'
import { writeNoteAt } from '../note-nodes'
import { rectOf, type VariableFlowNode } from '../to-flow'
import { BendHandle } from './BendHandle'
import { answerClipboard, startClipboard, type Surface } from './clipboard'
import { freeOffset } from './free-offset'
import { NOTE_HEIGHT } from './insert'
import { MotifPicker } from './MotifPicker'
// With the other tools, so that the first note is there as soon as it is asked for.
import './NoteNode'

const placeOf = ({ internals, measured }: InternalNode): Rect => ({
  ...internals.positionAbsolute,
  width: measured.width ?? 0,
  height: measured.height ?? 0,
})

/** Canvas and screen as the drawing tools see them, at the moment they ask. */
function useSurface(nodes: readonly VariableFlowNode[]): Surface {
  const latest = useRef(nodes)
  useLayoutEffect(() => {
    latest.current = nodes
  })
  const store = useStoreApi()
  const { screenToFlowPosition } = useReactFlow()
  const pointer = useRef<Spot | null>(null)

  useEffect(() => {
    const running = createDisposer()
    const follow = (event: PointerEvent) => {
      const over = event.target instanceof Element && event.target.closest('.react-flow') !== null
      pointer.current = over ? { x: event.clientX, y: event.clientY } : null
    }
    document.addEventListener('pointermove', follow, { passive: true })
    running.add(() => document.removeEventListener('pointermove', follow))
    return () => running.dispose()
  }, [])

  return useMemo(() => {
    const screen = (): Rect => store.getState().domNode?.getBoundingClientRect() ?? new DOMRect()
    return {
      pointer: () => (pointer.current ? screenToFlowPosition(pointer.current) : null),
      middle: () => {
        const { x, y, width, height } = screen()
        return screenToFlowPosition({ x: x + width / 2, y: y + height / 2 })
      },
      taken: () => [
        ...latest.current.map(rectOf),
        ...[...store.getState().nodeLookup.values()].filter(({ type }) => type === 'note').map(placeOf),
      ],
      rectOf: (id) => {
        const node = latest.current.find((one) => one.id === id)
        return node ? rectOf(node) : { x: 0, y: 0, width: 0, height: 0 }
      },
      shows: (spot) => {
        const { width, height, transform } = store.getState()
        const [x, y, zoom] = transform
        return contains({ x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }, spot)
      },
    }
  }, [store, screenToFlowPosition])
}

/** Near the pointer, else the middle, a place where a new note covers nothing. */
function clearOf(surface: Surface): Spot {
  const { x, y } = surface.pointer() ?? surface.middle()
  const { usual } = NOTE_WIDTH
  const note = { x: x - usual / 2, y: y - NOTE_HEIGHT / 2, width: usual, height: NOTE_HEIGHT }
  const by = freeOffset([note], { x: 0, y: 0 }, surface.taken())
  return { x: x + by.x, y: y + by.y }
}

/** The drawing tools that are not needed for the first look: clipboard, notes, motifs, bends. */
export function DrawingLayer({ nodes }: { nodes: readonly VariableFlowNode[] }) {
  const surface = useSurface(nodes)
  useEffect(() => startClipboard(surface), [surface])

  const request = useView((state) => state.canvasRequest)
  const answered = useRef(request?.serial)
  useEffect(() => {
    if (!request || request.serial === answered.current) return
    answered.current = request.serial
    const { kind } = request
    if (kind === 'copy' || kind === 'cut' || kind === 'paste' || kind === 'duplicate')
      answerClipboard(kind, surface)
    else if (kind === 'add-note') writeNoteAt(clearOf(surface))
  }, [request, surface])

  const picking = useView((state) => state.motifs)
  return (
    <>
      <BendHandle />
      {picking ? <MotifPicker surface={surface} /> : null}
    </>
  )
}
