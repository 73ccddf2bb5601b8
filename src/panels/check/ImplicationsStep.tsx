import { useEffect } from 'react'
import {
  correctBy,
  endTests,
  testAgain,
  useTests,
  watchTests,
  type TestsNow,
} from '../../stores/implication-tests'
import { useImplications } from '../../stores/checking'
import { pickFile } from '../../stores/files'
import { useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import { probability } from '../../widgets/numbers'
import { ProgressBar } from '../../widgets/ProgressBar'
import { Select } from '../../widgets/Select'
import styles from './Check.module.css'
import { CheckStep } from './CheckStep'
import { Constraints } from './Constraints'
import { ImpliedClaims } from './ImpliedClaims'
import { rowsWords } from './test-words'
import { Folded, TestedClaims } from './TestedClaims'

const watch = () => watchTests('always')

const corrections = (['holm', 'benjamini-hochberg', 'benjamini-yekutieli', 'none'] as const).map((id) => ({
  id,
  ...text.corrections[id],
}))

/** What the graph says must hold in data, tested where there are data. */
export function ImplicationsStep() {
  useEffect(watch, [])
  const { graph, provenance } = useShownGraph()
  const { list } = useImplications()
  const tests = useTests()
  const { report } = tests
  const found = list.value
  const implied = found ? <ImpliedClaims graph={graph} found={found} /> : null
  const problems = list.problems.length > 0 ? list.problems : tests.problems
  return (
    <CheckStep
      name="implications"
      state={!report || report.tests.length === 0 ? 'waiting' : report.violations > 0 ? 'warning' : 'ok'}
      stale={report ? tests.stale : list.stale}
      meta={
        report
          ? rowsWords(report)
          : found && found.independencies.length > 0
            ? text.listed(found.independencies.length, found.ended)
            : null
      }
      above={tests.dataset ? <Run tests={tests} /> : null}
    >
      {problems.map((problem) => (
        <p key={problem.message}>{problem.message}</p>
      ))}
      {problems.length > 0 ? null : found === null ? (
        <p>{text.working}</p>
      ) : found.independencies.length === 0 && !report?.tests.length ? (
        <>
          <p className={styles.verdict}>{text.noClaim}</p>
          <p>{graph.variables.length < 2 ? text.noVariables : text.noClaimDetail}</p>
        </>
      ) : report ? (
        <>
          <TestedClaims report={report} />
          {provenance && provenance.dataset === tests.dataset?.name ? <p>{text.sameData}</p> : null}
          <p className={styles.small}>{text.pairNote}</p>
          <div className={styles.setting}>
            <span>{text.correction}</span>
            <Select
              label={text.correction}
              value={tests.correction}
              choices={corrections}
              onChange={correctBy}
              size="sm"
            />
          </div>
          <p className={styles.small}>{text.level(probability(report.alpha, 2))}</p>
          <Folded title={text.allListed}>{implied}</Folded>
        </>
      ) : (
        <>
          <p className={styles.verdict}>{text.couldBeTested(found.independencies.length, found.ended)}</p>
          {tests.dataset ? null : (
            <p className={styles.withButton}>
              {text.needsData}
              <Button size="sm" onPress={pickFile}>
                {text.openData}
              </Button>
            </p>
          )}
          {implied}
        </>
      )}
      <Constraints />
    </CheckStep>
  )
}

/** How far the tests are, the way to end them, and the way to begin them again. */
function Run({ tests }: { tests: TestsNow }) {
  if (tests.progress)
    return (
      <div className={styles.run}>
        <ProgressBar fraction={tests.progress.fraction} label={text.progress} />
        <span className={styles.small}>{tests.progress.note || text.testing}</span>
        <Button size="sm" onPress={endTests}>
          {text.cancel}
        </Button>
      </div>
    )
  return tests.ended !== null && tests.ended === tests.wanted ? (
    <p className={styles.withButton}>
      {text.endedTests}
      <Button size="sm" onPress={testAgain}>
        {text.test}
      </Button>
    </p>
  ) : null
}
