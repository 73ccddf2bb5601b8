import { TriangleAlert } from 'lucide-react'
import type { ModelUse } from '../../engine/discover/algorithm'
import { networkText as text } from '../../text/network'
import { shortTime } from '../../widgets/amounts'
import styles from './Discover.module.css'

/** Which network ran, on what, how long each stage took, and how far its training reaches. */
export function ModelNote({ model }: { model: ModelUse }) {
  const [reach, ...outside] = model.limits
  return (
    <section
      className={styles.model}
      aria-label={text.title}
      data-model={model.id}
      data-backend={model.backend}
    >
      <p>{text.version(model.id, model.version, model.date)}</p>
      <dl className={`${styles.facts} ${styles.statistics}`}>
        <div>
          <dt>{text.ranOn}</dt>
          <dd>{text.backend[model.backend]}</dd>
        </div>
        {model.stages.map(({ name, seconds }) => (
          <div key={name}>
            <dt>{text.stage[name] ?? name}</dt>
            <dd>{shortTime(seconds)}</dd>
          </div>
        ))}
      </dl>
      {reach ? <p className={styles.note}>{reach}</p> : null}
      {outside.map((sentence) => (
        <p key={sentence} className={styles.changed} data-outside="result">
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
          {sentence}
        </p>
      ))}
      <p className={styles.reference}>{text.card}</p>
    </section>
  )
}
