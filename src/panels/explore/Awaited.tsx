import type { ReactNode } from 'react'
import type { PictureKind, PictureOf } from '../../stores/pictures'
import { exploreText as text } from '../../text/explore'
import { ProgressBar } from '../../widgets/ProgressBar'
import styles from './Explore.module.css'
import type { ShownPicture } from './use-picture'

/** A picture with what may stand in its place: progress after a second, a problem, or the one before in grey. */
export function Awaited<Kind extends PictureKind>({
  picture,
  renderValue,
}: {
  picture: ShownPicture<Kind>
  renderValue: (value: PictureOf<Kind>) => ReactNode
}) {
  const { value, problems, state, progress } = picture
  if (problems.length > 0) {
    return problems.map((problem) => (
      <p key={problem.message} className={styles.problem} role="alert">
        {problem.message}
      </p>
    ))
  }
  return (
    <>
      {state === 'fresh' ? null : (
        <div className={styles.progress}>
          <ProgressBar fraction={progress?.fraction ?? null} label={text.computing} />
        </div>
      )}
      {value ? (
        <div className={styles.awaited} data-stale={state === 'stale'}>
          {renderValue(value)}
        </div>
      ) : null}
    </>
  )
}
