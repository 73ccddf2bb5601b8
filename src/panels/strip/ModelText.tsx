import { CircleAlert } from 'lucide-react'
import { useMemo, useRef, type KeyboardEvent } from 'react'
import type { Problem } from '../../base/result'
import { applyModelText } from '../../document/commands/model-text-commands'
import { activeQuery, type GraphEntry, type Query } from '../../document/project'
import { readModelText, writeModelText } from '../../engine/formats/dagitty'
import type { GraphPart } from '../../engine/formats/format'
import { variableNamed, type CausalGraph } from '../../engine/graph/graph'
import { callEngine } from '../../stores/jobs'
import { useModelDraft } from '../../stores/model-draft'
import { runCommand, usePresent, useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { stripText as text } from '../../text/strip'
import { Button } from '../../widgets/Button'
import styles from './ModelText.module.css'
import { gutterParts, offsetOf } from './text-place'

function written(entry: GraphEntry, { question, adjustment }: Query): string {
  return writeModelText({
    graph: entry.graph,
    layout: entry.layout,
    roles: {
      exposures: question.treatments.map((contrast) => contrast.variable),
      outcomes: question.outcomes,
      adjusted: adjustment === 'first' ? [] : adjustment,
    },
  })
}

/** A text about other variables that says nothing of places is arranged; else what is there stays where it is. */
async function arranged(part: GraphPart, before: CausalGraph): Promise<GraphPart> {
  const known = part.graph.variables.some(({ name }) => variableNamed(before, name))
  if (known || Object.keys(part.layout).length > 0) return part
  const layout = await callEngine('live', 'layout', { graph: part.graph, sizes: {} })
  return { ...part, layout }
}

/** Turns the draft into the graph; while it has problems the graph stays as it was and the draft stays too. */
async function applyDraft({ id: graphId, graph }: GraphEntry) {
  const { draft, refuse, drop } = useModelDraft.getState()
  if (draft?.graphId !== graphId) return
  const read = readModelText(draft.text)
  if (!read.ok) return refuse(read.problems)
  const part = await arranged(read.value, graph)
  if (useModelDraft.getState().draft !== draft) return
  if (!runCommand(applyModelText, { graphId, part })) return
  drop()
  if (part !== read.value) useView.getState().askCanvas('fit')
}

async function copyText(content: string) {
  const done = await navigator.clipboard.writeText(content).then(
    () => true,
    () => false,
  )
  useView.getState().notify({ tone: done ? 'info' : 'warning', text: done ? text.copied : text.notCopied })
}

/** The shown graph as DAGitty code, to read and to edit. */
export function ModelText() {
  const query = activeQuery(usePresent())
  const entry = useShownGraph()
  const { draft, edit, drop } = useModelDraft()
  const own = draft?.graphId === entry.id ? draft : null
  const current = useMemo(() => written(entry, query), [entry, query])
  const content = own?.text ?? current
  const field = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void applyDraft(entry)
  }
  const goTo = ({ where }: Problem) => {
    if (!field.current || where?.line === undefined) return
    const at = offsetOf(content, where.line, where.column)
    field.current.focus()
    field.current.setSelectionRange(at, at + Math.max(1, where.token?.length ?? 1))
  }
  const marked = new Set((own?.problems ?? []).flatMap(({ where }) => where?.line ?? []))
  return (
    <div
      className={styles.panel}
      onBlur={(event) => {
        // Moving to the buttons beside the text is not leaving it: Discard must find the draft.
        if (!event.currentTarget.contains(event.relatedTarget)) void applyDraft(entry)
      }}
    >
      <div className={styles.editor} data-invalid={own !== null && own.problems.length > 0}>
        <div className={styles.gutter} ref={gutter} aria-hidden>
          {gutterParts(content, marked).map(({ from, text: numbers, kind }) => (
            <span key={from} data-marked={kind === 'marked'}>
              {numbers}
            </span>
          ))}
        </div>
        <textarea
          ref={field}
          className={styles.field}
          aria-label={text.textLabel(entry.name)}
          aria-invalid={own !== null && own.problems.length > 0}
          value={content}
          readOnly={entry.locked}
          spellCheck={false}
          autoComplete="off"
          wrap="off"
          onChange={(event) => edit(entry.id, event.target.value)}
          onKeyDown={onKeyDown}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
          }}
        />
      </div>
      <div className={styles.side}>
        <p className={styles.hint}>{entry.locked ? text.textLocked : text.textHint}</p>
        <p className={styles.state} role="status">
          {own
            ? own.problems.length > 0
              ? text.problems(own.problems.length)
              : text.textDirty
            : text.textApplied}
        </p>
        {own && own.problems.length > 0 ? (
          <ul className={styles.problems}>
            {own.problems.map((problem) => (
              <li key={`${problem.where?.line} ${problem.where?.column} ${problem.message}`}>
                <button type="button" onClick={() => goTo(problem)}>
                  <CircleAlert size={14} strokeWidth={1.75} aria-hidden />
                  <span>
                    {problem.where?.line === undefined ? null : (
                      <strong>{text.place(problem.where.line, problem.where.column)}: </strong>
                    )}
                    {problem.message}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        <div className={styles.buttons}>
          {own ? (
            <>
              <Button size="sm" onPress={() => void applyDraft(entry)}>
                {text.apply}
              </Button>
              <Button size="sm" tone="quiet" onPress={drop}>
                {text.discard}
              </Button>
            </>
          ) : null}
          <Button size="sm" tone="quiet" onPress={() => void copyText(content)}>
            {text.copy}
          </Button>
        </div>
      </div>
    </div>
  )
}
