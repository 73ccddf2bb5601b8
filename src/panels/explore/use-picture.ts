import { useEffect } from 'react'
import type { Problem } from '../../base/result'
import type { Dataset } from '../../engine/data/dataset'
import {
  pictureKey,
  usePictures,
  wantPicture,
  type Picture,
  type PictureInput,
  type PictureKind,
  type PictureOf,
  type Progress,
} from '../../stores/pictures'

export interface ShownPicture<Kind extends PictureKind> {
  /** The newest there is; older than what was asked for while `state` is 'stale'. */
  readonly value: PictureOf<Kind> | null
  readonly problems: readonly Problem[]
  readonly state: 'fresh' | 'stale' | 'waiting'
  readonly progress: Progress | null
}

/** A picture that follows the data and the request; without a request there is nothing. */
export function usePicture<Kind extends PictureKind>(
  kind: Kind,
  input: PictureInput<Kind> | null,
  dataset: Dataset,
): ShownPicture<Kind> {
  const picture: Picture<Kind> = usePictures((state) => state[kind])
  const key = input && pictureKey(kind, input, dataset)
  useEffect(() => {
    if (input) wantPicture(kind, input, dataset)
  }, [kind, input, dataset])
  const { value, problems, progress } = picture
  if (key === null) return { value: null, problems: [], state: 'fresh', progress: null }
  if (picture.key === key) return { value, problems, state: 'fresh', progress: null }
  return { value, problems: [], state: value ? 'stale' : 'waiting', progress }
}
