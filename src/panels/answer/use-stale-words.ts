import { useAnswer } from '../../stores/answers'
import { useData } from '../../stores/data'
import { answerText } from '../../text/answer'
import { stepsText } from '../../text/steps'

/** Why what is shown in grey is older than the screen: the graph was edited, or the steps of the data. */
export function useStaleWords(): string {
  const { change, state } = useData()
  const graphIsNewer = useAnswer().stale
  const dataAreNewer = change !== null || state === 'deriving' || state === 'failed'
  return dataAreNewer && !graphIsNewer ? stepsText.dataChanging : answerText.graphChanged
}
