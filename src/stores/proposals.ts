import { create } from 'zustand'
import type { Problem } from '../base/result'
import { decideProposals, forgetProposal } from '../document/commands/proposal-commands'
import type { DecidedProposal } from '../document/project'
import type { ProposalReport } from '../engine/discover/proposals/judge-proposals'
import { proposalKey, type Proposal } from '../engine/discover/proposals/proposal'
import type { WeighedProposal } from '../engine/discover/proposals/weigh-proposals'
import { graphRevision } from '../engine/graph/revision'
import { datasetKey, type Progress } from '../worker/task'
import { datasetOf } from './data'
import { followTask } from './followed-task'
import { onShownChange, runCommand, shownEntry, useProject } from './project'

interface Proposals {
  /** As typed or pasted. */
  text: string
  /** Where they come from, in the user's words. */
  source: string
  /** Those that were read from the text and are being weighed. */
  proposals: readonly Proposal[]
  /** Names the graph, the data and the proposals that `report` belongs to. */
  key: string | null
  report: ProposalReport | null
  problems: readonly Problem[]
  /** Of the run under way; null when none is. */
  progress: Progress | null
}

export const useProposals = create<Proposals>()(() => ({
  text: '',
  source: '',
  proposals: [],
  key: null,
  report: null,
  problems: [],
  progress: null,
}))

const weighing = followTask('proposals', 'weigh-proposals')
const refining = followTask('proposals', 'refine-by-proposals')

function situation() {
  const project = useProject.getState().history.present
  const entry = shownEntry(project)
  const dataset = datasetOf(project)
  const { proposals } = useProposals.getState()
  const key = dataset
    ? `${graphRevision(entry.graph)}|${datasetKey(dataset)}|${JSON.stringify([proposals, project.knowledge])}`
    : null
  return { project, entry, dataset, proposals, key }
}

let asked: string | null = null

/** Weighs the proposals anew when they, the graph, the knowledge or the data have changed. */
function follow() {
  const { project, entry, dataset, proposals, key } = situation()
  if (!dataset || proposals.length === 0) {
    weighing.stop()
    asked = null
    useProposals.setState({ key: null, report: null, problems: [], progress: null })
    return
  }
  if (key === asked || key === useProposals.getState().key) return
  asked = key
  useProposals.setState({ progress: { fraction: 0, note: '' } })
  void weighing.ask(
    { graph: entry.graph, proposals, options: { knowledge: project.knowledge } },
    {
      dataset,
      onProgress: (progress) => useProposals.setState({ progress }),
      deliver: (result) => {
        asked = null
        useProposals.setState({
          key,
          report: result.ok ? result.value : null,
          problems: result.ok ? [] : result.problems,
          progress: null,
        })
      },
    },
  )
}

/** Keeps what is shown up to date while somebody looks; returns the way to stop. */
export function watchProposals(): () => void {
  const stop = onShownChange(follow)
  const leave = useProposals.subscribe((now, before) => {
    if (now.proposals !== before.proposals) follow()
  })
  follow()
  return () => {
    stop()
    leave()
    weighing.stop()
    asked = null
    useProposals.setState({ progress: null })
  }
}

/** Takes over what was read from the text. */
export const setProposals = (proposals: readonly Proposal[]) => useProposals.setState({ proposals })

const decisionOn = (
  proposal: Proposal,
  verdict: DecidedProposal['verdict'],
  bicChange: number | null,
  by: DecidedProposal['by'],
): DecidedProposal => {
  const { dataset } = situation()
  const source = useProposals.getState().source.trim()
  return {
    ...proposal,
    verdict,
    bicChange,
    by,
    ...(source === '' ? {} : { source }),
    ...(dataset ? { dataset: dataset.name } : {}),
    at: new Date().toISOString(),
  }
}

/** One proposal accepted into the graph shown, or rejected; remembered either way. */
export function decideProposal(
  { proposal, bicChange }: Pick<WeighedProposal, 'proposal' | 'bicChange'>,
  verdict: DecidedProposal['verdict'],
) {
  const decisions = [decisionOn(proposal, verdict, bicChange, 'person')]
  runCommand(decideProposals, { graphId: situation().entry.id, decisions })
}

export const tryAgain = (proposal: Proposal) => runCommand(forgetProposal, { proposal })

/** Accepts, best first, every open proposal that lowers the BIC, and rejects the others that can be judged: one undo step. */
export async function refineGraph() {
  const { project, entry, dataset, proposals } = situation()
  if (!dataset) return
  useProposals.setState({ progress: { fraction: 0, note: '' } })
  await refining.ask(
    {
      graph: entry.graph,
      proposals,
      memory: project.decided.map(proposalKey),
      options: { knowledge: project.knowledge },
    },
    {
      dataset,
      onProgress: (progress) => useProposals.setState({ progress }),
      deliver: (result) => {
        useProposals.setState({ progress: null })
        if (!result.ok) return useProposals.setState({ problems: result.problems })
        const decisions = result.value.tried.flatMap(({ proposal, verdict, bicChange }) =>
          // What was impossible or not measured stays open: another graph or other data may tell.
          bicChange === null || verdict === 'impossible'
            ? []
            : [decisionOn(proposal, verdict, bicChange, 'refinement')],
        )
        if (decisions.length > 0) runCommand(decideProposals, { graphId: entry.id, decisions })
      },
    },
  )
}

export function cancelProposals() {
  weighing.stop()
  refining.stop()
  asked = null
  useProposals.setState({ progress: null })
}
