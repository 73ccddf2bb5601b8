import { useState } from 'react'
import { resolveOptions, type OptionSpec, type OptionValues } from '../../engine/options'
import { Select } from '../../widgets/Select'
import { TextField } from '../../widgets/TextField'
import styles from './Discover.module.css'

interface FieldProps {
  spec: OptionSpec
  value: number | string
  onChange: (value: number | string) => void
}

/** Keeps what is typed until it is a value the option takes; a refused text stays with the reason below it. */
function TypedField({ spec, value, onChange }: FieldProps) {
  const [text, setText] = useState(String(value))
  const [invalid, setInvalid] = useState<string>()
  const change = (next: string) => {
    setText(next)
    const typed = spec.type === 'number' ? (next.trim() === '' ? NaN : Number(next)) : next
    const resolved = resolveOptions([spec], { [spec.id]: typed })
    setInvalid(resolved.ok ? undefined : resolved.problems[0].message)
    if (resolved.ok) onChange(typed)
  }
  return <TextField label={spec.label} labelShown="hidden" value={text} onChange={change} invalid={invalid} />
}

function Field({ spec, value, onChange }: FieldProps) {
  if (spec.type !== 'choice') return <TypedField spec={spec} value={value} onChange={onChange} />
  return (
    <Select label={spec.label} value={String(value)} choices={spec.choices} onChange={onChange} size="md" />
  )
}

/** A form made from an algorithm's own declaration of its options. */
export function OptionsForm({
  specs,
  values,
  onChange,
}: {
  specs: readonly OptionSpec[]
  values: OptionValues
  onChange: (id: string, value: number | string) => void
}) {
  return (
    <dl className={styles.options}>
      {specs.map((spec) => (
        <div key={spec.id} className={styles.option}>
          <dt className={styles.optionName}>{spec.label}</dt>
          <dd className={styles.optionField}>
            <Field
              spec={spec}
              value={values[spec.id] ?? spec.default}
              onChange={(value) => onChange(spec.id, value)}
            />
          </dd>
          <dd className={styles.optionHelp}>{spec.help}</dd>
        </div>
      ))}
    </dl>
  )
}
