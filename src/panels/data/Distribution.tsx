import type { Sparkline as Shape } from '../../engine/data/sparkline'
import { dataText as text } from '../../text/data'
import { Sparkline } from '../../widgets/Sparkline'

/** The small picture of a column: bars, shares, or a hairline where there is nothing to draw. */
export function Distribution({
  shape,
  name,
  width,
  height,
}: {
  shape: Shape
  name: string
  width: number
  height: number
}) {
  const label = text.distribution(name)
  if (shape.form === 'histogram')
    return <Sparkline form="bars" values={shape.counts} label={label} width={width} height={height} />
  const values = shape.form === 'shares' ? shape.parts.map((part) => part.count) : []
  const named =
    shape.form === 'shares'
      ? `${label}: ${shape.parts.map((part) => `${part.label} ${part.count}`).join(', ')}`
      : label
  return <Sparkline form={shape.form} values={values} label={named} width={width} height={height} />
}
