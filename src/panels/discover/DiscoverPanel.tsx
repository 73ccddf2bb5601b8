import { X } from 'lucide-react'
import { useEffect } from 'react'
import { graphEntry, type GraphEntry } from '../../document/project'
import { useData } from '../../stores/data'
import { useDiscovering } from '../../stores/discovering'
import { pickFile } from '../../stores/files'
import { usePresent, useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { discoverText as text } from '../../text/discover'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import styles from './Discover.module.css'
import { DiscoverForm } from './DiscoverForm'
import { DiscoverResult } from './DiscoverResult'

/** The discovered graph on the canvas, or the one pinned while My model is looked at beside it. */
function useResultGraph(): GraphEntry {
  const project = usePresent()
  const shown = useShownGraph()
  const pinned = useDiscovering((state) => state.pinned)
  useEffect(() => () => useDiscovering.setState({ pinned: null }), [])
  return shown.provenance || pinned === null ? shown : (graphEntry(project, pinned) ?? shown)
}

/** The right-hand column while a graph is searched for: settings and cost first, then the result. */
export function DiscoverPanel() {
  const { dataset } = useData()
  const shown = useResultGraph()
  const view = useDiscovering((state) => state.view)
  const running = useDiscovering((state) => state.run !== null)
  const result = shown.provenance && view === 'result' && !running ? shown.provenance : null
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2>{result ? shown.name : text.title}</h2>
        <IconButton
          label={text.back}
          icon={<X size={16} strokeWidth={1.75} />}
          onPress={() => useView.getState().setSide('answer')}
        />
      </header>
      {result ? (
        // A new result starts afresh: no review of the one before.
        <DiscoverResult key={shown.id} entry={shown} provenance={result} />
      ) : dataset ? (
        <DiscoverForm dataset={dataset} />
      ) : (
        <div className={styles.empty}>
          <p>{text.noData}</p>
          <Button tone="primary" onPress={pickFile}>
            {text.openFile}
          </Button>
        </div>
      )}
    </div>
  )
}
