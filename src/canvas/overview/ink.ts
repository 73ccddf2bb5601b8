import type { EdgeTone } from '../edge-look'
import type { NodeRole } from '../to-flow'

interface NodeInk {
  readonly line: string
  readonly fill: string
  readonly text: string
}

/** The theme's colours as a canvas needs them: values, not names of tokens. */
export interface Ink {
  readonly canvas: string
  readonly node: Readonly<Record<NodeRole, NodeInk>>
  /** The filled square of a variable that do() sets. */
  readonly set: NodeInk
  readonly adjusted: string
  readonly edge: Readonly<Record<EdgeTone | 'cycle', string>>
  readonly selection: string
  readonly focus: string
  readonly cycle: string
  readonly tip: { readonly fill: string; readonly line: string; readonly text: string }
  readonly font: string
}

/** Reads the tokens that hold at an element of the page. */
export function readInk(element: Element): Ink {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const canvas = token('bg-canvas')
  const node = (line: string, fill: string, text: string): NodeInk => ({
    line: token(line),
    fill: token(fill),
    text: token(text),
  })
  return {
    canvas,
    node: {
      exposure: node('role-exposure', 'role-exposure-bg', 'role-default-ink'),
      outcome: node('role-outcome', 'role-outcome-bg', 'role-default-ink'),
      latent: node('role-latent', 'bg-canvas', 'role-latent-ink'),
      measured: node('role-default', 'role-default-bg', 'role-default-ink'),
    },
    set: node('role-exposure', 'role-exposure', 'ink-on-strong'),
    adjusted: token('role-adjusted'),
    edge: {
      edge: token('edge'),
      latent: token('edge-latent'),
      causal: token('path-causal'),
      biasing: token('path-biasing'),
      ghost: token('edge-ghost'),
      cycle: token('blocked'),
    },
    selection: token('selection'),
    focus: token('focus'),
    cycle: token('blocked'),
    tip: { fill: token('action-bg'), line: token('action-bg'), text: token('action-ink') },
    font: token('font-ui'),
  }
}
