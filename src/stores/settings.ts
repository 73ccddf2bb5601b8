import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Theme = 'light' | 'dark' | 'system'

interface Settings {
  theme: Theme
  /** Which runtime the neural models prefer. */
  backend: 'auto' | 'webgpu' | 'wasm'
  railOpen: boolean
  setTheme(theme: Theme): void
  setBackend(backend: Settings['backend']): void
  setRailOpen(open: boolean): void
}

/** Preferences of this browser; not part of a project. */
export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      theme: 'system',
      backend: 'auto',
      railOpen: true,
      setTheme: (theme) => set({ theme }),
      setBackend: (backend) => set({ backend }),
      setRailOpen: (railOpen) => set({ railOpen }),
    }),
    { name: 'causal-studio-settings', version: 1 },
  ),
)
