import { Check, TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { useTests, watchTests } from '../../stores/implication-tests'
import { useView } from '../../stores/view'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import { Chip } from '../../widgets/Chip'
import styles from './Check.module.css'

const watch = () => watchTests('quick')
const glyph = { size: 12, strokeWidth: 2, 'aria-hidden': true } as const
const open = () => useView.getState().setSide('check')

/** Among the refutations: how many of the graph's testable implications the data contradict; leads to the check side. */
export function ImplicationsCheck() {
  useEffect(watch, [])
  const { dataset, report, stale, progress, wanted } = useTests()
  if (!dataset || wanted === null) return null
  if (!report)
    return progress ? null : (
      <div data-check="implications">
        <Button size="sm" onPress={open}>
          {text.chipAsk}
        </Button>
      </div>
    )
  const tests = report.tests.length
  if (tests === 0) return null
  const fails = report.violations > 0
  return (
    <div className={styles.refutation} data-check="implications" data-stale={stale}>
      <Chip
        tone={fails ? 'warning' : 'ok'}
        icon={fails ? <TriangleAlert {...glyph} /> : <Check {...glyph} />}
      >
        {fails ? text.chipFails : text.chipHolds}
      </Chip>
      <p>
        {fails ? text.chip(report.violations, tests) : text.chipOk(tests)}
        <Button size="sm" onPress={open}>
          {text.chipOpen}
        </Button>
      </p>
    </div>
  )
}
