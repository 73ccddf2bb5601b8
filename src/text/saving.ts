const clock = (at: number) => {
  const date = new Date(at)
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const sameDay = date.toDateString() === new Date().toDateString()
  return sameDay
    ? `today at ${time}`
    : `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })}, ${time}`
}

const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1e6)).toLocaleString('en-US')} MB`

const listed = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const room = (used: number | null, allowed: number | null) =>
  used === null || allowed === null ? '' : ` It holds ${megabytes(used)} of the ${megabytes(allowed)} it may.`

/** Visible text about saving: the banner above the canvas, the list of projects. */
export const savingText = {
  at: clock,
  copyName: (name: string) => `${name} (copy)`,
  otherTabName: (name: string) => `${name} (from the other tab)`,
  tab: {
    elsewhere: 'This project is open in another tab. It can be looked at here, and is edited there.',
    taken: 'Another tab has taken this project over. It stands here as it was then; all of it is saved.',
    takeOver: 'Edit here instead',
    takeBack: 'Take it back',
    copy: 'Work on a copy',
  },
  keptBoth: (name: string) =>
    `This project was changed in another tab meanwhile. What you did here is kept as “${name}”; the other is under Recent projects.`,
  restored: {
    previous: (name: string, reason: string, at: number) =>
      `The newest save of “${name}” cannot be read (${reason.replace(/\.$/, '')}). This is the one before it, from ${clock(at)}.`,
    'without-data': (names: readonly string[]) =>
      `The graphs are back, but the data ${listed(names)} could not be kept in this browser. Drop the file again; its steps are kept.`,
    unreadable: (name: string, reason: string) =>
      `The save of “${name}” cannot be read (${reason.replace(/\.$/, '')}). It is kept as it is; what is shown is another project.`,
    'no-storage': (reason: string) =>
      `This browser lets the page store nothing (${reason.replace(/\.$/, '')}). Save the project as a file before you leave.`,
    download: 'Download what can be read',
    forget: 'Remove the damaged save',
  },
  failure: {
    graph: (names: readonly string[], used: number | null, allowed: number | null) =>
      `The graphs and questions are saved, the data ${listed(names)} are not: this browser’s storage is full.${room(used, allowed)} After a reload, drop the file again.`,
    full: (at: number, used: number | null, allowed: number | null) =>
      `Nothing since ${at === 0 ? 'the start' : clock(at)} is saved: this browser’s storage is full.${room(used, allowed)}`,
    other: (message: string, at: number) =>
      `This browser could not save the project (${message.replace(/\.$/, '')}). ${at === 0 ? 'Nothing is saved yet.' : `The last save is from ${clock(at)}.`}`,
    download: 'Save as a file',
    again: 'Try again',
  },
  savedAgain: 'Everything is saved again.',
  kept: (name: string) => `“${name}” is kept under Recent projects.`,
  bringBack: 'Bring it back',
  recent: {
    title: 'Recent projects',
    detail: 'Kept in this browser. A file is safer: browsers may clear their storage.',
    none: 'No other project is kept in this browser yet.',
    open: (name: string) => `Open ${name}`,
    current: 'open now',
    line: (variables: number, data: readonly string[], at: number) =>
      [
        `${variables} ${variables === 1 ? 'variable' : 'variables'}`,
        ...(data.length > 0 ? [listed(data)] : []),
        at > 0 ? clock(at) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    remove: (name: string) => `Remove ${name} from this browser`,
    removed: (name: string) => `“${name}” is removed from this browser.`,
  },
  unnamed: 'your project',
  gone: (name: string) => `“${name}” is no longer in this browser’s storage.`,
} as const
