import { Calendar, Hash, KeyRound, ListOrdered, Shapes, ToggleLeft, Tally5 } from 'lucide-react'
import type { Column, ColumnKind, ColumnRole } from '../../engine/data/dataset'

export const KINDS: readonly ColumnKind[] = [
  'continuous',
  'count',
  'ordinal',
  'nominal',
  'binary',
  'date',
  'id',
]

/** The roles that something can be done with so far. */
export const ROLES = [
  'variable',
  'regime',
  'intervention-target',
  'weight',
  'left-out',
] as const satisfies readonly ColumnRole[]

const icons = {
  continuous: Hash,
  count: Tally5,
  ordinal: ListOrdered,
  nominal: Shapes,
  binary: ToggleLeft,
  date: Calendar,
  id: KeyRound,
} as const

export function KindIcon({ kind }: { kind: ColumnKind }) {
  const Icon = icons[kind]
  return <Icon size={14} strokeWidth={1.75} aria-hidden />
}

/** Roles that a column can have: only numbers weigh. */
export const rolesFor = ({ levels, kind }: Pick<Column, 'levels' | 'kind'>) =>
  ROLES.filter((role) => role !== 'weight' || (levels === undefined && kind !== 'date'))
