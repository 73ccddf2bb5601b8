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
const MOMENT = 600
/** A tab that sleeps does not answer; then its lock is taken. */
const ANSWER_TIME = 4000

type Message = { readonly type: 'hand-over'; readonly projectId: string; readonly from: string }

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && (value as Message).type === 'hand-over'

export function joinTabs(hooks: Hooks) {
  const me = crypto.randomUUID()
  const channel = new BroadcastChannel('causal-studio')
  const tell: (message: Message) => void = channel.postMessage.bind(channel)
  let held: { readonly projectId: string; readonly release: () => void } | null = null

  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isMessage(data) || data.from === me || held?.projectId !== data.projectId) return
    const { release } = held
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
        if (!lock) return resolve(false)
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
    hold(projectId: string): Promise<boolean> {
      if (held?.projectId === projectId) return Promise.resolve(true)
      held?.release()
      held = null
      return request(projectId, { signal: AbortSignal.timeout(MOMENT) })
    },
    /** Asks the holder to hand over, and takes the lock when it does not answer. */
    async takeOver(projectId: string): Promise<void> {
      tell({ type: 'hand-over', projectId, from: me })
      if (await request(projectId, { signal: AbortSignal.timeout(ANSWER_TIME) })) return
      await request(projectId, { steal: true })
    },
    leave() {
      channel.close()
      held?.release()
      held = null
    },
  }
}
