import { ChevronDown, ChevronUp, ListTree, Loader, ScrollText, TextAlignStart } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSeeDo } from '../../stores/answers'
import { useData } from '../../stores/data'
import { useImporting } from '../../stores/importing'
import { useJobs } from '../../stores/jobs'
import { usePresent, useShownGraph } from '../../stores/project'
import { useView, type StripTab } from '../../stores/view'
import { stripText as text } from '../../text/strip'
import { Chip } from '../../widgets/Chip'
import { IconButton } from '../../widgets/IconButton'
import { count, percent } from '../../widgets/numbers'
import styles from './Strip.module.css'
import { jobsNews, rowsShown, shortSource } from './strip-facts'
import { StripPanel } from './StripPanel'

const tabs: readonly { readonly id: StripTab; readonly icon: typeof Loader }[] = [
  { id: 'text', icon: TextAlignStart },
  { id: 'outline', icon: ListTree },
  { id: 'jobs', icon: Loader },
  { id: 'log', icon: ScrollText },
]

/** The bottom line: four panels that open above it, and what the screen rests on. */
export function Strip() {
  const open = useView((state) => state.strip)
  const setStrip = useView((state) => state.setStrip)
  return (
    <section className={styles.strip} aria-label={text.strip}>
      {open ? (
        <div
          className={styles.panel}
          id="strip-panel"
          role="region"
          aria-label={text.tabs[open]}
          data-strip={open}
        >
          <StripPanel tab={open} />
        </div>
      ) : null}
      <div className={styles.line}>
        {tabs.map(({ id, icon: Icon }) => (
          <button
            key={id}
            type="button"
            className={styles.tab}
            aria-expanded={open === id}
            aria-controls={open === id ? 'strip-panel' : undefined}
            data-tab={id}
            onClick={() => setStrip(open === id ? null : id)}
          >
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            {text.tabs[id]}
            {id === 'jobs' ? <JobsChip /> : null}
          </button>
        ))}
        <Facts />
        <IconButton
          label={open ? text.close : text.expand}
          size="sm"
          icon={
            open ? <ChevronDown size={14} strokeWidth={1.75} /> : <ChevronUp size={14} strokeWidth={1.75} />
          }
          onPress={() => setStrip(open ? null : 'text')}
        />
      </div>
    </section>
  )
}

function JobsChip() {
  const jobs = useJobs((state) => state.jobs)
  const news = jobsNews(jobs)
  if (!news) return null
  return news.kind === 'failed' ? (
    <Chip tone="blocked">{text.failed}</Chip>
  ) : (
    <Chip>{text.running(percent(news.fraction))}</Chip>
  )
}

function Facts() {
  const project = usePresent()
  const entry = useShownGraph()
  const stage = useView((state) => state.stage)
  const preview = useImporting((state) => state.preview)
  const seeDo = useSeeDo()
  const dataset = useData().dataset
  const importing =
    stage === 'import' && preview ? { used: preview.rows.complete, total: preview.rows.total } : null
  const rows = importing ?? rowsShown(entry, dataset, seeDo.value?.rows ?? null)
  const fileName = useImporting((state) => state.input?.file.name)
  const example = useSource(project.datasets.length < 2 ? project.example : undefined)
  const source = stage === 'import' ? fileName : (example ?? dataset?.name)
  const { variables, edges } = entry.graph
  const size = entry.origin === 'discovered' ? text.discoveredSize : text.size
  return (
    <div className={styles.facts}>
      <span data-fact="size">{size(variables.length, edges.length)}</span>
      {rows ? (
        <span data-fact="rows">
          {rows.used === null
            ? text.rows(count(rows.total))
            : text.rowsUsed(count(rows.used), count(rows.total))}
        </span>
      ) : null}
      {source ? (
        <span className={styles.source} title={source}>
          {shortSource(source)}
        </span>
      ) : null}
    </div>
  )
}

/** Where the numbers of an example come from; loaded with the examples. */
function useSource(example: string | undefined): string | null {
  const [known, setKnown] = useState<{ example: string; source: string } | null>(null)
  useEffect(() => {
    if (!example) return undefined
    let left = false
    void import('../../engine/examples/registry').then(({ examples }) => {
      const found = examples.find(example)
      if (!left && found.ok) setKnown({ example, source: found.value.source })
    })
    return () => {
      left = true
    }
  }, [example])
  return known && known.example === example ? known.source : null
}
