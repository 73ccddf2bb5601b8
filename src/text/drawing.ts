/** Text of the drawing tools that are loaded after the canvas: clipboard, notes, patterns, bends. */
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

export const drawingText = {
  bendHandle: 'Drag to bend the line; double-click for the automatic one',
  notes: {
    label: (text: string) => `Note: ${text}`,
    edit: 'Words of the note',
    placeholder: 'Write a note',
    keys: 'Enter edits, arrow keys move, Alt and arrow keys change the width, Delete deletes.',
    narrower: 'Drag to change the width',
  },
  clipboard: {
    nothing: 'Select variables, arrows or notes first; then they can be copied.',
    unreadable: (sentence: string) => `Nothing was pasted. ${sentence}`,
    cannotRead:
      'This browser does not let a menu read the clipboard. Click the canvas and press Ctrl V instead.',
    empty: 'Nothing has been copied yet.',
    damaged: 'What was copied is damaged and cannot be pasted.',
    paste: (variables: number, notes: number) =>
      `Paste ${[variables > 0 ? counted(variables, 'variable') : '', notes > 0 ? counted(notes, 'note') : ''].filter(Boolean).join(' and ') || 'arrows'}`,
    duplicate: (variables: number) => `Duplicate ${counted(variables, 'element')}`,
    joined: (added: number, joined: number) =>
      `${counted(added, 'variable')} added, ${joined} joined to ${joined === 1 ? 'the one' : 'those'} of the same name.`,
    leftOut: (sentences: readonly string[], shown = 3) =>
      sentences.length <= shown
        ? sentences.join(' ')
        : `${sentences.slice(0, shown).join(' ')} And ${sentences.length - shown} more.`,
    copied: (count: number) => `${counted(count, 'element')} copied.`,
  },
  motifs: {
    label: 'Patterns',
    close: 'Close',
    free: 'Drawn where the pointer was, as one step. Select two variables first to attach it to them.',
    attach: (cause: string, outcome: string) => `Attached to ${cause} (cause) and ${outcome} (outcome)`,
    swap: 'Swap',
    insert: (name: string) => `Insert a pattern: ${name}`,
    insertFor: (name: string, cause: string, outcome: string) =>
      `Insert a ${name} of ${cause} and ${outcome}`,
  },
} as const
