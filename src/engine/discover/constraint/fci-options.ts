import type { OptionSpec, OptionValues } from '../../options'
import type { FciLimits } from './fci-search'
import { pc } from './pc'
import type { SeparatorRule } from './separators'

/** Stands for no cap. */
const NO_CAP = -1

const choice = (id: string, label: string) => ({ id, label })

/** What FCI adds to the options of PC: how far it looks for separating sets, and whether rows may be selected. */
const latentOptions: readonly OptionSpec[] = [
  {
    id: 'separatingSets',
    label: 'Separating sets',
    help: 'Which set decides whether the variable between two separated ones is a common effect. Where all must agree, more ends stay open and fewer are wrong.',
    type: 'choice',
    default: 'conservative',
    choices: [
      choice('conservative', 'all that separate must agree'),
      choice('max-p', 'of all, the one with the largest p-value'),
      choice('first', 'the first one found'),
    ],
  },
  {
    id: 'possibleDSep',
    label: 'Sets beyond the neighbours',
    help: 'With hidden causes, what separates two variables need not be next to them (Possible-D-SEP). Off is faster and may leave too many edges.',
    type: 'choice',
    default: 'on',
    choices: [choice('on', 'are tried'), choice('off', 'are not tried')],
  },
  {
    id: 'possibleDSepDepth',
    label: 'Largest set beyond the neighbours',
    help: 'How many variables such a set may have; -1 for no limit. Every further one multiplies the time, and the many tests cost true edges.',
    type: 'number',
    default: 2,
    min: NO_CAP,
    max: 50,
    integer: true,
  },
  {
    id: 'pathLength',
    label: 'Furthest member of such a set',
    help: 'How many edges away from one of the two variables it may be; -1 for no limit.',
    type: 'number',
    default: 3,
    min: NO_CAP,
    max: 1000,
    integer: true,
  },
  {
    id: 'selection',
    label: 'Selected rows',
    help: 'Whether what the variables say may have decided which rows are in the data. Then lines without arrowheads can appear. Tiers and forbidden edges are taken to hold for selection too: what they speak of did not decide it.',
    type: 'choice',
    default: 'none',
    choices: [choice('none', 'rows are not selected'), choice('possible', 'rows may be selected')],
  },
]

export const fciOptions: readonly OptionSpec[] = [
  ...pc.options.filter(({ id }) => id !== 'missing' && id !== 'separatingSets'),
  ...latentOptions,
]

const rules: readonly SeparatorRule[] = ['conservative', 'max-p', 'first']

export function fciLimits(options: OptionValues): FciLimits {
  const cap = (id: string) => (Number(options[id]) === NO_CAP ? Infinity : Number(options[id]))
  return {
    depth: cap('depth'),
    possibleDSep:
      options.possibleDSep === 'on'
        ? { depth: cap('possibleDSepDepth'), pathLength: cap('pathLength') }
        : null,
    rule: rules.find((rule) => rule === options.separatingSets) ?? 'conservative',
    selection: options.selection === 'possible' ? 'possible' : 'none',
  }
}

/** What holds of every result of this family; selection is added where it is taken to be absent. */
export const fciAssumptions: readonly string[] = [
  'no cycles',
  'every independence in the data comes from the graph (faithfulness)',
  'rows independent of each other',
  'tiers and forbidden edges say what does not cause what, not that no hidden cause is behind both',
]
