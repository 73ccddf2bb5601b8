import type { Expression } from '../../engine/expression/expression'
import type { Printer } from '../../engine/expression/print'

/** A sum over more variables than this is too wide for one line of the panel. */
const ONE_LINE = 3

/**
 * LaTeX of both sides of an equation in pieces between which the line may break: after the equals sign, and in
 * a wide sum after the sign of summation and between its factors.
 */
export function formulaParts(printer: Printer, left: Expression, right: Expression): string[] {
  const equals = `${printer.latex(left)} =`
  if (right.kind !== 'sum' || right.over.length <= ONE_LINE || right.body.kind !== 'product')
    return [equals, printer.latex(right)]
  const whole = printer.latex(right)
  const body = printer.latex(right.body)
  const factors = right.body.factors.map((factor) => printer.latex(factor))
  return whole.endsWith(body) ? [equals, whole.slice(0, -body.length), ...factors] : [equals, whole]
}
