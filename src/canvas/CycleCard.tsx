import { useMemo, useState } from 'react'
import { addEdge, addEdgeWithMend } from '../document/commands/graph-commands'
import { bidirected, nameOf } from '../engine/graph/graph'
import { usePresent, useShownGraph } from '../stores/project'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { Button } from '../widgets/Button'
import { edgeName } from './edge-look'
import { edit } from './edit'
import { mendOffers, type Mend } from './cycle-mends'
import { FloatingCard } from './FloatingCard'
import { focusVariable } from './focus'
import type { Rect, Side } from './geometry'
import styles from './Cards.module.css'

const text = canvasText.cycle
const sides: readonly Side[] = ['below', 'right', 'left', 'above']
const mends: readonly Mend[] = ['reverse', 'bidirected', 'remove']

/** The refused arrow and what can give way to it. */
export function CycleCard({ anchor, obstacles }: { anchor: Rect; obstacles: readonly Rect[] }) {
  const project = usePresent()
  const { id: graphId, graph } = useShownGraph()
  const refused = useView((state) => state.refusedCycle)
  const refuseCycle = useView((state) => state.refuseCycle)
  const offers = useMemo(
    () => (refused ? mendOffers(project, graphId, refused) : []),
    [project, graphId, refused],
  )
  const [picked, setPicked] = useState<string | null>(null)
  if (!refused) return null
  const close = () => {
    refuseCycle(null)
    focusVariable(refused.edge.from)
  }
  const name = (id: string) => nameOf(graph, id as (typeof refused.cycle)[number])
  const chosen = offers.find((offer) => offer.instead === picked) ?? offers.at(-1)
  const sentence = [...refused.cycle, refused.cycle[0]].map(name).join(' → ')
  return (
    <FloatingCard
      anchor={anchor}
      obstacles={obstacles}
      sides={sides}
      label={text.title}
      role="alertdialog"
      className={styles.cycle}
    >
      <h3 className={styles.title}>{text.title}</h3>
      <p className={styles.prose} role="alert">
        {offers.length > 0 ? text.explain(sentence) : text.explainNone(sentence)}
      </p>
      {offers.length > 0 ? (
        <fieldset className={styles.offers}>
          <legend>{text.which}</legend>
          {offers.map((offer) => (
            <label key={offer.instead}>
              <input
                type="radio"
                name="gives-way"
                checked={offer === chosen}
                onChange={() => setPicked(offer.instead)}
              />
              {edgeName(offer.edge, name).replace('->', '→')}
            </label>
          ))}
        </fieldset>
      ) : null}
      <div className={styles.buttons}>
        {mends
          .filter((mend) => chosen?.mends.includes(mend))
          .map((mend) => (
            <Button
              key={mend}
              size="sm"
              onPress={() => {
                if (chosen && edit(addEdgeWithMend, { edge: refused.edge, instead: chosen.instead, mend }))
                  close()
              }}
            >
              {text[mend]}
            </Button>
          ))}
        {offers.length === 0 ? (
          <Button
            size="sm"
            onPress={() => {
              if (edit(addEdge, { edge: bidirected(refused.edge.from, refused.edge.to) })) close()
            }}
          >
            {text.tie(name(refused.edge.from), name(refused.edge.to))}
          </Button>
        ) : null}
        <Button size="sm" tone="primary" onPress={close}>
          {text.dontAdd}
        </Button>
      </div>
    </FloatingCard>
  )
}
