import { removeSelection } from '../canvas/variable-actions'
import { activeQuery } from '../document/project'
import { useComparing } from '../stores/comparing'
import { datasetOf } from '../stores/data'
import { listRecent, newProject, pickFile, saveGraphText, saveProject } from '../stores/files'
import { useProject } from '../stores/project'
import { useSettings } from '../stores/settings'
import { useView, type NarrowingScope, type StripTab, type Tool } from '../stores/view'
import { appText } from '../text/app'

/** One user action: the menus, the palette, the keyboard map and the shortcut sheet all read this list. */
export interface Action {
  readonly id: string
  readonly label: string
  /** "Ctrl K"; Ctrl is Command on a Mac. Single keys work outside text fields. */
  readonly keys?: string
  /** The browser answers these keys with an event of its own, which the canvas takes up. */
  readonly keysOf?: 'browser'
  readonly group: 'file' | 'edit' | 'view' | 'question'
  readonly allowed?: () => boolean
  readonly run: () => void
}

const view = () => useView.getState()
/** Shows only a part of the graph. */
const narrow = (scope: NarrowingScope) =>
  void import('../canvas/find/narrow').then((narrowing) => narrowing.narrowTo(scope))
const history = () => useProject.getState().history
const text = appText.actions

const somethingSelected = () => {
  const { variables, edges, notes } = view().selection
  return variables.length + edges.length + notes.length > 0
}

const toggleStrip = (tab: StripTab) => () => view().setStrip(view().strip === tab ? null : tab)
const tool = (id: Tool, keys?: string): Action => ({
  id: `tool-${id}`,
  label: text.tools[id],
  ...(keys ? { keys } : {}),
  group: 'edit',
  run: () => view().setTool(id),
})

export const actions: readonly Action[] = [
  { id: 'new-project', label: text.newProject, group: 'file', run: newProject },
  { id: 'open', label: text.open, keys: 'Ctrl O', group: 'file', run: pickFile },
  { id: 'recent', label: text.recent, group: 'file', run: () => void listRecent() },
  { id: 'save', label: text.save, keys: 'Ctrl S', group: 'file', run: () => void saveProject() },
  { id: 'export-model', label: text.exportModel, group: 'file', run: () => void saveGraphText() },
  {
    id: 'undo',
    label: text.undo,
    keys: 'Ctrl Z',
    group: 'edit',
    allowed: () => history().past.length > 0,
    run: () => useProject.getState().undo(),
  },
  {
    id: 'redo',
    label: text.redo,
    keys: 'Ctrl Shift Z',
    group: 'edit',
    allowed: () => history().future.length > 0,
    run: () => useProject.getState().redo(),
  },
  {
    id: 'delete-selection',
    label: text.deleteSelection,
    group: 'edit',
    allowed: somethingSelected,
    run: () => removeSelection(null),
  },
  {
    id: 'copy',
    label: text.copy,
    keys: 'Ctrl C',
    keysOf: 'browser',
    group: 'edit',
    allowed: somethingSelected,
    run: () => view().askCanvas('copy'),
  },
  {
    id: 'cut',
    label: text.cut,
    keys: 'Ctrl X',
    keysOf: 'browser',
    group: 'edit',
    allowed: somethingSelected,
    run: () => view().askCanvas('cut'),
  },
  {
    id: 'paste',
    label: text.paste,
    keys: 'Ctrl V',
    keysOf: 'browser',
    group: 'edit',
    run: () => view().askCanvas('paste'),
  },
  {
    id: 'duplicate',
    label: text.duplicate,
    keys: 'Ctrl D',
    group: 'edit',
    allowed: somethingSelected,
    run: () => view().askCanvas('duplicate'),
  },
  {
    id: 'select-all',
    label: text.selectAll,
    keys: 'Ctrl A',
    group: 'edit',
    run: () => view().askCanvas('select-all'),
  },
  {
    id: 'group',
    label: text.group,
    keys: 'Ctrl G',
    group: 'edit',
    allowed: () => view().selection.variables.length > 0,
    run: () => void import('../canvas/groups/group-actions').then((groups) => groups.groupSelection()),
  },
  {
    id: 'ungroup',
    label: text.ungroup,
    keys: 'Ctrl Shift G',
    group: 'edit',
    allowed: () => view().selection.variables.length > 0,
    run: () => void import('../canvas/groups/group-actions').then((groups) => groups.ungroupSelection()),
  },
  {
    id: 'add-variable',
    label: text.addVariable,
    keys: 'N',
    group: 'edit',
    run: () => view().askCanvas('add-variable'),
  },
  {
    id: 'motifs',
    label: text.motifs,
    keys: 'P',
    group: 'edit',
    run: () => view().setMotifs(true),
  },
  {
    id: 'add-note',
    label: text.addNote,
    keys: 'W',
    group: 'edit',
    run: () => view().askCanvas('add-note'),
  },
  tool('select', 'V'),
  tool('edge', 'E'),
  tool('bidirected', 'B'),
  tool('latent', 'L'),
  tool('required'),
  tool('forbidden'),
  {
    id: 'arrange',
    label: text.arrange,
    keys: 'Shift L',
    group: 'view',
    run: () => view().askCanvas('arrange'),
  },
  {
    id: 'lanes',
    label: text.lanes,
    keys: 'Shift T',
    group: 'view',
    run: () => view().askCanvas('lanes'),
  },
  {
    id: 'compare',
    label: text.compare,
    group: 'view',
    allowed: () => history().present.graphs.length > 1,
    run: () => {
      const { graphs } = history().present
      const other = graphs.find(({ id }) => id === view().graphId && id !== graphs[0].id) ?? graphs.at(-1)!
      useComparing.getState().start(graphs[0].id, other.id)
    },
  },
  { id: 'fit', label: text.fit, keys: 'F', group: 'view', run: () => view().askCanvas('fit') },
  { id: 'find', label: text.find, keys: 'Ctrl F', group: 'view', run: () => view().setFinding(true) },
  ...(['neighbourhood', 'causes', 'effects'] as const).map((scope) => ({
    id: `narrow-${scope}`,
    label: text.narrow[scope],
    group: 'view' as const,
    allowed: () => view().selection.variables.length > 0,
    run: () => narrow(scope),
  })),
  {
    id: 'narrow-paths',
    label: text.narrow.paths,
    group: 'view',
    allowed: () => activeQuery(history().present).question.outcomes.length > 0,
    run: () => narrow('paths'),
  },
  {
    id: 'narrow-all',
    label: text.narrow.all,
    group: 'view',
    allowed: () => view().narrowing !== null,
    run: () => view().setNarrowing(null),
  },
  { id: 'see', label: text.see, keys: '1', group: 'question', run: () => view().setRung('see') },
  { id: 'do', label: text.do, keys: '2', group: 'question', run: () => view().setRung('do') },
  { id: 'imagine', label: text.imagine, keys: '3', group: 'question', run: () => view().setRung('imagine') },
  {
    id: 'ask',
    label: text.ask,
    keys: 'Q',
    group: 'question',
    run: () => {
      view().setSide('answer')
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-question] button')?.focus())
    },
  },
  {
    id: 'discover',
    label: text.discover,
    group: 'question',
    allowed: () => datasetOf(history().present) !== null,
    run: () => view().setSide('discover'),
  },
  {
    id: 'check',
    label: text.check,
    keys: 'C',
    group: 'question',
    run: () => view().setSide(view().side === 'check' ? 'answer' : 'check'),
  },
  {
    id: 'explore',
    label: text.explore,
    keys: 'I',
    group: 'view',
    allowed: () => history().present.datasets.length > 0,
    run: () => view().setStage(view().stage === 'explore' ? 'canvas' : 'explore'),
  },
  { id: 'text', label: text.text, keys: 'T', group: 'view', run: toggleStrip('text') },
  { id: 'outline', label: text.outline, group: 'view', run: toggleStrip('outline') },
  { id: 'jobs', label: text.jobs, group: 'view', run: toggleStrip('jobs') },
  { id: 'log', label: text.log, group: 'view', run: toggleStrip('log') },
  { id: 'light', label: text.light, group: 'view', run: () => useSettings.getState().setTheme('light') },
  { id: 'dark', label: text.dark, group: 'view', run: () => useSettings.getState().setTheme('dark') },
  {
    id: 'system-theme',
    label: text.systemTheme,
    group: 'view',
    run: () => useSettings.getState().setTheme('system'),
  },
  ...(['auto', 'webgpu', 'wasm'] as const).map((backend): Action => ({
    id: `backend-${backend}`,
    label: text.backend[backend],
    group: 'view',
    run: () => useSettings.getState().setBackend(backend),
  })),
  { id: 'palette', label: text.palette, keys: 'Ctrl K', group: 'view', run: () => view().setPalette(true) },
  { id: 'help', label: text.help, keys: '?', group: 'view', run: () => view().setHelp(true) },
]

export const action = (id: string): Action => actions.find((candidate) => candidate.id === id)!

export const isAllowed = (candidate: Action) => candidate.allowed?.() ?? true
