import { FlaskConical, Plus, X } from 'lucide-react'
import {
  addExperiments,
  closeExperiments,
  combineExperiments,
  describeExperiment,
  removeExperiment,
  useExperiments,
  type ExperimentFile,
} from '../../../stores/experiments'
import { pickFiles } from '../../../stores/files'
import { experimentsText as text } from '../../../text/experiments'
import { Button } from '../../../widgets/Button'
import { IconButton } from '../../../widgets/IconButton'
import { count } from '../../../widgets/numbers'
import { ProgressBar } from '../../../widgets/ProgressBar'
import { Select } from '../../../widgets/Select'
import { TextField } from '../../../widgets/TextField'
import { KindIcon } from '../kinds'
import { combinedFacts } from './file-facts'
import styles from './ExperimentsView.module.css'

const NOTHING = ''
const LACKING_SHOWN = 4

/** Several files as experiments: what each is called and what was set in it, before their rows become one table. */
export function ExperimentsView() {
  const { files, reading, combining, problems } = useExperiments()
  const facts = combinedFacts(files)
  const more = facts.lacking.length - LACKING_SHOWN
  return (
    <section className={styles.view} aria-labelledby="experiments-title">
      <div className={styles.page}>
        <h1 id="experiments-title" className={styles.title}>
          {text.title}
        </h1>
        <p className={styles.intro}>{text.intro}</p>
        <div className={styles.scroll}>
          <table className={styles.table} aria-label={text.tableLabel}>
            <thead>
              <tr>
                <th scope="col">{text.heads.file}</th>
                <th scope="col" data-align="right">
                  {text.heads.rows}
                </th>
                <th scope="col">{text.heads.label}</th>
                <th scope="col">{text.heads.target}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <FileRow key={file.id} file={file} />
              ))}
            </tbody>
          </table>
        </div>
        {reading.length > 0 ? (
          <div className={styles.reading}>
            <p>{text.reading(reading.join(', '))}</p>
            <ProgressBar fraction={null} label={text.reading(reading.join(', '))} />
          </div>
        ) : null}
        <div>
          <Button
            size="sm"
            icon={<Plus size={14} strokeWidth={1.75} />}
            onPress={() => pickFiles((chosen) => void addExperiments(chosen))}
          >
            {text.add}
          </Button>
        </div>
        {problems.length > 0 ? (
          <ul className={styles.problems} role="alert">
            {problems.map(({ message }) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        ) : null}
        {files.length > 1 ? (
          <ul className={styles.facts} data-combined-rows={facts.rows}>
            <li>
              <strong>{text.together(count(facts.rows), facts.columns)}</strong> {text.inAll(facts.inAll)}
            </li>
            {facts.lacking.slice(0, LACKING_SHOWN).map(({ column, files: without }) => (
              <li key={column}>{text.lacking(column, without.join(', '))}</li>
            ))}
            {more > 0 ? <li>{text.moreLacking(more)}</li> : null}
          </ul>
        ) : reading.length === 0 ? (
          <p className={styles.note}>{text.fewer}</p>
        ) : null}
        <p className={styles.note}>{text.oneTarget}</p>
        <footer className={styles.footer}>
          <Button onPress={closeExperiments}>{text.cancel}</Button>
          <Button
            tone="primary"
            disabled={files.length < 2 || reading.length > 0 || combining}
            onPress={() => void combineExperiments()}
          >
            {combining ? text.combining : text.combine(files.length)}
          </Button>
        </footer>
      </div>
    </section>
  )
}

function FileRow({ file }: { file: ExperimentFile }) {
  const { dataset, id } = file
  const candidates = dataset.columns.filter(({ role, kind }) => role !== 'regime' && kind !== 'id')
  return (
    <tr data-experiment={dataset.name}>
      <th scope="row">
        <span className={styles.file}>
          <FlaskConical size={15} strokeWidth={1.75} aria-hidden />
          <span>
            {dataset.name}
            <span className={styles.meta}>{text.columns(dataset.columns.length)}</span>
          </span>
        </span>
      </th>
      <td data-align="right">{count(dataset.rows)}</td>
      <td>
        {file.combined ? (
          text.kept
        ) : (
          <TextField
            label={text.labelOf(dataset.name)}
            labelShown="hidden"
            value={file.label}
            onChange={(label) => describeExperiment(id, { label })}
          />
        )}
      </td>
      <td>
        {file.combined ? (
          text.kept
        ) : (
          <Select
            label={text.targetOf(dataset.name)}
            value={file.target ?? NOTHING}
            choices={[
              { id: NOTHING, label: text.nothingSet, detail: text.nothingSetDetail },
              ...candidates.map((column) => ({
                id: column.name,
                label: column.name,
                icon: <KindIcon kind={column.kind} />,
              })),
            ]}
            onChange={(target) => describeExperiment(id, { target: target === NOTHING ? null : target })}
          />
        )}
      </td>
      <td>
        <IconButton
          label={text.remove(dataset.name)}
          size="sm"
          icon={<X size={14} strokeWidth={1.75} />}
          onPress={() => removeExperiment(id)}
        />
      </td>
    </tr>
  )
}
