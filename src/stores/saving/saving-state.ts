import { create } from 'zustand'
import type { ProjectLine } from './records'

/** What the autosave gave back at the start, when it was not simply the newest save. */
export interface Restored {
  readonly kind: 'previous' | 'without-data' | 'unreadable' | 'no-storage'
  readonly name: string
  /** Why the newest could not be read, in words. */
  readonly reason: string
  /** Milliseconds since 1970 of the save that was opened; 0 when none was. */
  readonly savedAt: number
  readonly names: readonly string[]
  readonly projectId: string | null
}

export interface SaveFailure {
  readonly kind: 'quota' | 'other'
  /** What the last attempt kept. */
  readonly kept: 'graph' | 'nothing'
  /** Names of data that did not fit. */
  readonly names: readonly string[]
  readonly message: string
  /** Bytes, where the browser says. */
  readonly used: number | null
  readonly allowed: number | null
  /** Of the last complete save; 0 for none. */
  readonly savedAt: number
}

interface SavingState {
  /** 'elsewhere': another tab had the project first; 'taken': another tab took it over. Both can only look. */
  readonly tab: 'own' | 'elsewhere' | 'taken'
  readonly restored: Restored | null
  readonly failure: SaveFailure | null
  /** The list of projects on this device is open. */
  readonly listOpen: boolean
  readonly projects: readonly ProjectLine[]
}

/** How the project stands in this browser's storage, for the banner above the canvas. */
export const useSaving = create<SavingState>()(() => ({
  tab: 'own',
  restored: null,
  failure: null,
  listOpen: false,
  projects: [],
}))

/** The banner has something to say. */
export const needsBanner = ({ tab, restored, failure }: SavingState) =>
  tab !== 'own' || restored !== null || failure !== null
