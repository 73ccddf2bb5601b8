import type { SeeDo } from '../../engine/estimate/see-do'
import { seeDoText as text } from '../../text/opening'
import { count, percent, plain } from '../../widgets/numbers'
import { armName, differenceOn, valueOn } from './see-do-words'
import styles from './SeeDoCard.module.css'

interface SeeDoTableProps {
  seeDo: SeeDo
  treatment: string
  uncovered: boolean
}

/** All numbers of the comparison: both columns, and the mix of each arm. */
export function SeeDoTable({ seeDo, treatment, uncovered }: SeeDoTableProps) {
  const [from, to] = seeDo.arms
  const label = (arm: SeeDo['arms'][number]) => armName(arm, treatment)
  const mix = seeDo.covariates.flatMap((shift) =>
    shift.form === 'mean'
      ? [
          {
            name: shift.name,
            to: plain(shift.seen[1]),
            from: plain(shift.seen[0]),
            everyone: plain(shift.everyone),
          },
        ]
      : shift.levels.map((level) => ({
          name: text.level(shift.name, String(level.label)),
          to: percent(level.seen[1]),
          from: percent(level.seen[0]),
          everyone: percent(level.everyone),
        })),
  )
  return (
    <div className={styles.tables}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{text.head.arm}</th>
            <th scope="col">{text.head.n}</th>
            <th scope="col">{text.head.see}</th>
            {uncovered ? <th scope="col">{text.head.do}</th> : null}
          </tr>
        </thead>
        <tbody>
          {[to, from].map((arm) => (
            <tr key={label(arm)}>
              <th scope="row">{label(arm)}</th>
              <td>{count(arm.rows)}</td>
              <td>{valueOn(seeDo, arm.see)}</td>
              {uncovered ? <td>{valueOn(seeDo, arm.do)}</td> : null}
            </tr>
          ))}
          <tr>
            <th scope="row">{text.difference(label(to), label(from))}</th>
            <td>{count(seeDo.rows.used)}</td>
            <td>{differenceOn(seeDo, 'see')}</td>
            {uncovered ? <td>{differenceOn(seeDo, 'do')}</td> : null}
          </tr>
        </tbody>
      </table>
      {mix.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text.mix}</th>
              <th scope="col">{label(to)}</th>
              <th scope="col">{label(from)}</th>
              <th scope="col">{text.head.everyone}</th>
            </tr>
          </thead>
          <tbody>
            {mix.map((line) => (
              <tr key={line.name}>
                <th scope="row">{line.name}</th>
                <td>{line.to}</td>
                <td>{line.from}</td>
                <td>{line.everyone}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  )
}
