import { useEffect, useState } from 'react'

let loading: Promise<typeof import('temml')> | null = null

/** temml is fetched with the first formula; a failed download is tried again with the next one. */
function loadTemml() {
  loading ??= import('temml').catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

/**
 * MathML source of each LaTeX part, or null until it is at hand. The parts must hold no text of the user's:
 * `trust` lets them carry class names.
 */
export function useMathML(parts: readonly string[]): readonly string[] | null {
  const key = parts.join('\n')
  const [rendered, setRendered] = useState<{ key: string; parts: readonly string[] } | null>(null)
  useEffect(() => {
    let left = false
    loadTemml().then(
      ({ default: temml }) => {
        if (!left)
          setRendered({
            key,
            parts: key
              .split('\n')
              .map((part) => temml.renderToString(`\\displaystyle ${part}`, { trust: true })),
          })
      },
      // The formula stays as plain text.
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [key])
  return rendered?.key === key ? rendered.parts : null
}
