import { useSyncExternalStore } from 'react'

const query = () => window.matchMedia('(max-width: 900px)')

const subscribe = (onChange: () => void) => {
  const media = query()
  media.addEventListener('change', onChange)
  return () => media.removeEventListener('change', onChange)
}

/** Below the sheet break: canvas on top, one bottom sheet. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query().matches)
