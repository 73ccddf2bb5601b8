/**
 * One tab at a time edits a project. A Web Lock named after the project says which; a channel asks the holder to
 * hand over. Where the browser has no locks, saves still notice each other by their serial number.
 */
interface Hooks {
  /** Another tab asks for the project: save what there is; the lock is let go when this resolves. */
  handOver(projectId: string): Promise<void>
  /** The lock was taken by force while this tab did not answer. */
  lost(projectId: string): void
}

const lockName = (projectId: string) => `causal-studio project ${projectId}`

/** After a reload the page before may hold the lock for a moment longer. */
const TRIES = 4
const BETWEEN_TRIES = 200
/** A tab that sleeps does not answer; then its lock is taken. One that answers is given time to save. */
const ANSWER_TIME = 3000
const SAVING_TIME = 60_000

interface Message {
  readonly type: 'hand-over' | 'handing-over'
  readonly projectId: string
  readonly from: string
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  ['hand-over', 'handing-over'].includes((value as Message).type)

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export function joinTabs(hooks: Hooks) {
  const me = crypto.randomUUID()
  const channel = new BroadcastChannel('causal-studio')
  const tell: (message: Message) => void = channel.postMessage.bind(channel)
  let held: { readonly projectId: string; readonly release: () => void } | null = null
  /** The project that this tab is about now; a lock that comes for an earlier one is let go at once. */
  let wanted: string | null = null
  /** Called when the tab that was asked answers. */
  let onAnswer: (() => void) | null = null

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isMessage(data) || data.from === me) return
    if (data.type === 'handing-over') return onAnswer?.()
    if (held?.projectId !== data.projectId) return
    const { release } = held
    tell({ type: 'handing-over', projectId: data.projectId, from: me })
    void hooks.handOver(data.projectId).finally(() => {
      held = null
      release()
    })
  })

  function request(projectId: string, options: LockOptions): Promise<boolean> {
    if (!('locks' in navigator)) return Promise.resolve(true)
    return new Promise((resolve) => {
      let mine: typeof held = null
      const asked = navigator.locks.request(lockName(projectId), options, (lock) => {
        if (!lock || wanted !== projectId) return resolve(false)
        return new Promise<void>((done) => {
          held?.release()
          mine = { projectId, release: () => done() }
          held = mine
          resolve(true)
        })
      })
      asked.catch(() => {
        resolve(false)
        // A lock that was granted and is then broken was taken by force.
        if (mine === null || held !== mine) return
        held = null
        hooks.lost(projectId)
      })
    })
  }

  return {
    /** Lets go of what this tab held and asks for this project; false when another tab has it. */
    async hold(projectId: string): Promise<boolean> {
      wanted = projectId
      if (held?.projectId === projectId) return true
      held?.release()
      held = null
      for (let attempt = 1; ; attempt++) {
        if (await request(projectId, { ifAvailable: true })) return true
        if (attempt === TRIES || wanted !== projectId) return false
        await after(BETWEEN_TRIES)
      }
    },
    /** Asks the holder to hand over, and takes the lock when it does not answer. */
    async takeOver(projectId: string): Promise<void> {
      wanted = projectId
      const answered = new Promise<'answered'>((resolve) => (onAnswer = () => resolve('answered')))
      tell({ type: 'hand-over', projectId, from: me })
      const first = await Promise.race([answered, after(ANSWER_TIME)])
      onAnswer = null
      const patience = first === 'answered' ? SAVING_TIME : 0
      if (patience > 0 && (await request(projectId, { signal: AbortSignal.timeout(patience) }))) return
      await request(projectId, { steal: true })
    },
    leave() {
      channel.close()
      held?.release()
      held = null
    },
  }
}
