import { useView } from '../../stores/view'
import { knowledgeText as text } from '../../text/knowledge'
import { Button } from '../../widgets/Button'
import { Tip } from '../../widgets/Tip'
import styles from './Knowledge.module.css'

const tools = ['required', 'forbidden'] as const

/** While one of the two tools is in use: what it draws, the other one, and the way back. They work over a locked result too. */
export function KnowledgeTools() {
  const tool = useView((state) => state.tool)
  const setTool = useView((state) => state.setTool)
  return (
    <div className={styles.tools} role="toolbar" aria-label={text.tools}>
      <span className={styles.toolsName}>{text.tools}</span>
      {tools.map((kind) => (
        <Tip key={kind} text={text.toolHelp[kind]}>
          <Button
            size="sm"
            tone="quiet"
            className={tool === kind ? styles.toolInUse : undefined}
            pressed={tool === kind}
            onPress={() => setTool(kind)}
            icon={
              <svg width={30} height={12} aria-hidden className={styles.sample} data-kind={kind}>
                <path className={styles.line} d="M1 6 H24" strokeWidth={1.75} />
                <path className={styles.head} d="M30 6 L22 2.5 L24 6 L22 9.5 Z" />
              </svg>
            }
          >
            {text.tool[kind]}
          </Button>
        </Tip>
      ))}
      <Button size="sm" onPress={() => setTool('select')}>
        {text.done}
      </Button>
    </div>
  )
}
