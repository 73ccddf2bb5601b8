import type { RecodeStep } from '../../../engine/data/steps/step'

type Recodings = RecodeStep['values']

/** What becomes of one label: itself (undefined), another, or missing (null). */
export function targetOf(values: Recodings, label: string): string | null | undefined {
  return values.find(({ from }) => from.includes(label))?.to
}

/** The recodings with one label going elsewhere; labels that become the same stand together. */
export function withTarget(values: Recodings, label: string, to: string | null | undefined): Recodings {
  const others = values
    .map((one) => ({ ...one, from: one.from.filter((other) => other !== label) }))
    .filter(({ from }) => from.length > 0)
  if (to === undefined || to === label) return others
  const at = others.findIndex((one) => one.to === to)
  if (at < 0) return [...others, { from: [label], to }]
  return others.map((one, i) => (i === at ? { ...one, from: [...one.from, label] } : one))
}

/** "1, 2 ,3" as the labels it lists. */
export const labelList = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The numbers that a list names, and the first part that is none. */
export function numberList(text: string): { numbers: number[]; odd: string | null } {
  const parts = labelList(text.replaceAll(';', ',').replaceAll('−', '-'))
  const odd = parts.find((part) => !Number.isFinite(Number(part))) ?? null
  return { numbers: parts.map(Number).filter(Number.isFinite), odd }
}
