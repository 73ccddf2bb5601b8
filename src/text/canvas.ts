/** Visible and spoken text of the canvas. */
const list = (names: readonly string[], shown = 4) =>
  names.length <= shown
    ? names.join(', ')
    : `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

const roleWords: Record<string, string> = {
  exposure: 'exposure',
  outcome: 'outcome',
  adjusted: 'adjusted for',
  mediator: 'mediator',
  confounder: 'common cause',
  'cause-of-exposure': 'cause of the exposure',
  'cause-of-outcome': 'cause of the outcome',
  other: '',
}

const edgeWords: Record<string, string> = {
  causal: 'on a causal path',
  biasing: 'on an open biasing path',
  blocked: 'on a blocked path',
  cut: 'cut by do()',
  plain: '',
}

export const canvasText = {
  canvas: (name: string) => `Causal graph: ${name}`,
  summary: (variables: number, edges: number, hidden: number) =>
    [counted(variables, 'variable'), counted(edges, 'arrow'), hidden > 0 ? `${hidden} hidden` : '']
      .filter(Boolean)
      .join(', ') + '.',
  keyboardHelp:
    'Tab moves through the graph. Right goes to an effect, Left to a cause, Up and Down to siblings. Enter or F2 renames, E draws an arrow, B a hidden common cause, M switches to moving.',
  box: (name: string, members: readonly string[], holds: readonly string[]) =>
    `${name}, collapsed group of ${counted(members.length, 'variable')}: ${list(members)}.${holds.length > 0 ? ` Holds: ${holds.map((role) => roleWords[role]).join(', ')}.` : ''}`,
  boxKind: 'group',
  variableKind: 'variable',
  edgeKind: 'edge',
  layers: 'Graphs of this project',
  layerLocked: 'locked result',
  layerMenu: 'Graphs: copy, rename, delete',
  tiersAsLanes: 'Tiers as lanes',
  compareTab: 'Compare',
  compareWith: (name: string) => `Compare with ${name}`,
  copyGraph: 'Copy as a variant',
  renameGraph: 'Rename this graph',
  deleteGraph: 'Delete this graph',
  graphName: 'Name of the graph',
  variantName: (name: string, n: number) => (n === 1 ? `${name}, variant` : `${name}, variant ${n}`),
  /** What the name of a variant that tries a change begins with. */
  variantOf: (base: string) => `${base} · `,
  lockedHint: 'Accept arrows to copy them into My model',
  lockedNotice: (name: string) => `“${name}” is a result and stays as it is.`,
  copyToEdit: 'Copy to edit',
  zoomGroup: 'Zoom and arrangement',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomReset: 'Zoom to 100 %',
  zoomLevel: (zoom: number) => `${Math.round(zoom * 100)}\u202f%`,
  fit: 'Fit the graph to the window',
  arrange: 'Arrange: causes left, effects right',
  tools: {
    label: 'Drawing tools',
    select: { label: 'Select and move', key: 'V' },
    variable: { label: 'Add a variable', key: 'N' },
    edge: { label: 'Draw an arrow: drag, or click the cause, then the effect', key: 'E' },
    bidirected: { label: 'Hidden common cause: drag between two variables', key: 'B' },
    latent: { label: 'Hidden variable: click, or drag between its two effects', key: 'L' },
    note: { label: 'Note: click where it should stand', key: 'W' },
    motifs: { label: 'Patterns: confounder, collider, instrument …', key: 'P' },
  },
  facts: {
    share: (level: string | number) => (level === 1 || level === '1' ? 'share' : `share ${level}`),
    mean: 'mean',
    covered: '?',
    rows: (to: string, from: string) => `${to} + ${from}`,
  },
  setByYou: 'set by you',
  setTo: (name: string) => `Set ${name} to`,
  nameOf: (name: string) => `Name of ${name}`,
  variable: (facts: {
    name: string
    role: string
    kind: 'hidden' | 'measured'
    adjusted: boolean
    causes: readonly string[]
    effects: readonly string[]
    tied: readonly string[]
  }) => {
    const role = facts.adjusted ? roleWords.adjusted : (roleWords[facts.role] ?? '')
    const head = [facts.name, role, facts.kind].filter(Boolean).join(', ')
    const parts = [`${head}.`]
    if (facts.causes.length > 0)
      parts.push(`${counted(facts.causes.length, 'cause')}: ${list(facts.causes)}.`)
    if (facts.effects.length > 0)
      parts.push(`${counted(facts.effects.length, 'effect')}: ${list(facts.effects)}.`)
    if (facts.tied.length > 0) parts.push(`Tied to ${list(facts.tied)}.`)
    if (facts.causes.length + facts.effects.length + facts.tied.length === 0) parts.push('No arrows.')
    return parts.join(' ')
  },
  edge: (from: string, to: string, symbol: string, role: string, support: number | undefined) => {
    const sentence =
      symbol === '->'
        ? `${from} causes ${to}`
        : symbol === '<->'
          ? `${from} and ${to} share a hidden cause`
          : symbol === '--'
            ? `${from} and ${to} are joined, direction open`
            : `${from} ${symbol} ${to}`
    const word = edgeWords[role] ?? ''
    const held = support === undefined ? '' : `, support ${Math.round(support * 100)} percent`
    return `${sentence}${word === '' ? '' : `, ${word}`}${held}.`
  },
  captions: { asked: 'the effect we ask for', cut: 'cut by do()', stillActs: 'hidden, still acts' },
  roles: {
    label: (name: string) => `Role of ${name}`,
    several: (count: number) => `${count} selected`,
    cause: 'Cause',
    outcome: 'Outcome',
    adjust: 'Adjust',
    hidden: 'Hidden',
    rename: 'Rename',
    remove: 'Delete',
    connect: 'Connect',
    group: 'Group',
  },
  againstTiers: 'It runs back to an earlier tier.',
  edgeCard: {
    label: 'Arrow',
    close: 'Close',
    reverse: 'Reverse',
    bidirected: 'Hidden cause',
    directed: 'Make an arrow',
    remove: 'Delete',
    rationale: 'Why do you believe it?',
    rationaleHint: 'In your words; goes into the methods text',
    source: 'Where is it written?',
    sourceHint: 'Paper, report, DOI',
    none: 'No note',
    line: 'Line',
    automatic: 'automatic',
    straight: 'straight',
    bent: (pixels: number) => `bent by ${pixels} px`,
    bendUp: 'Bend up or left (Alt ↑)',
    bendDown: 'Bend down or right (Alt ↓)',
    unbend: 'Automatic',
    support: (text: string) => `Support ${text} of resamples`,
  },
  reason: (because: string) => ` Because: ${because}.`,
  because: (rationale: string, source: string | undefined) =>
    source === undefined ? rationale : `${rationale} (${source})`,
  discovered: {
    label: 'Discovered edge',
    open: 'Direction open',
    circle: 'An end is not known',
    found: 'Direction found in the data',
    hiddenCause: 'Hidden common cause',
    connected: 'Connected',
    mine: (sentence: string) => `My model: ${sentence}`,
    notMine: 'Not in my model',
    accept: (from: string, to: string) => `Accept ${from} → ${to}`,
    acceptTie: (from: string, to: string) => `Accept ${from} ↔ ${to}`,
    flip: 'Flip',
    leaveOut: 'Leave out',
    hideBelow: 'Hide below',
    hidden: (count: number) => (count === 0 ? '' : `${counted(count, 'edge')} hidden`),
    noDirection: 'Some ends are not known, so this edge cannot be copied as an arrow.',
  },
  legend: {
    label: 'Legend',
    title: 'Share of resamples',
    titlePlain: 'Discovered graph',
    full: '100\u202f%',
    three: '75\u202f%',
    half: '50\u202f%',
    below: 'below 50\u202f%',
    circle: 'end not decided',
    onlyFound: 'only discovered',
    open: 'direction open',
  },
  cycle: {
    title: 'This would close a cycle',
    explain: (sentence: string) => `${sentence}. A causal graph runs one way; choose what gives way.`,
    explainNone: (sentence: string) =>
      `${sentence}. A causal graph runs one way, and no single arrow can give way: the new one closes several cycles.`,
    tie: (from: string, to: string) => `Add ${from} ↔ ${to} instead`,
    which: 'Arrow that gives way',
    reverse: 'Reverse it',
    bidirected: 'Make it a hidden cause',
    remove: 'Remove it',
    dontAdd: 'Don’t add the arrow',
  },
  connect: {
    choose: (name: string, kind: 'edge' | 'bidirected' | 'latent' | 'required' | 'forbidden') =>
      kind === 'required' || kind === 'forbidden'
        ? `${kind === 'required' ? 'Required' : 'Forbidden'} arrow from ${name}: click the other variable, or move there and press Enter. Escape cancels.`
        : kind === 'edge'
          ? `Arrow from ${name}: click its effect, or move there with the arrow keys and press Enter. Escape cancels.`
          : kind === 'bidirected'
            ? `Hidden common cause of ${name} and …: click the other variable, or move there and press Enter. Escape cancels.`
            : `Hidden variable behind ${name} and …: click the other variable. Escape cancels.`,
    cancelled: 'No arrow drawn.',
    group: 'Arrows join variables. Expand the group to join one of its members.',
  },
  moveMode: 'Moving: arrow keys move the variable. M goes back.',
  walkMode: 'Walking: arrow keys follow the arrows. M moves instead.',
  refusedEdge: (from: string, to: string) => `${from} to ${to}: not added, it would close a cycle.`,
  nowhere: (direction: 'effects' | 'causes' | 'siblings') => `No ${direction} from here.`,
  done: (label: string) => `${label}. Control Z undoes.`,
  undone: (label: string) => `Undone: ${label}.`,
  redone: (label: string) => `Redone: ${label}.`,
  empty: {
    label: 'An empty model',
    title: 'Draw what causes what',
    type: 'Type',
    typeDetail: 'Smoking -> Tar, then Enter',
    drag: 'Drag',
    dragDetail: 'Double-click for a variable, drag from its edge',
    drop: 'Drop a file',
    dropDetail: 'data (CSV, Parquet, Excel) or a graph; it stays on this device',
    ghost: ['cause', 'common cause', 'effect'],
  },
} as const
