import { succeed, type Result } from '../../base/result'
import { enumerateMembers } from './enumerate-members'
import type { CausalGraph } from './graph'

export interface MemberWindow {
  /** Position of the first of these in the list of all, from 0. */
  readonly from: number
  readonly members: readonly CausalGraph[]
  /** There are others behind these. */
  readonly more: boolean
}

/** A part of the list of all DAGs of a class, in the order of `enumerateMembers`. Problems as for it. */
export function memberWindow(
  cpdag: CausalGraph,
  { from, count }: { readonly from: number; readonly count: number },
): Result<MemberWindow> {
  const all = enumerateMembers(cpdag)
  if (!all.ok) return all
  const members: CausalGraph[] = []
  let at = 0
  for (const member of all.value) {
    if (at >= from + count) return succeed({ from, members, more: true })
    if (at >= from) members.push(member)
    at++
  }
  return succeed({ from, members, more: false })
}
