import type { Session } from '../log/session.ts'
import type { Host } from './host.ts'

/** What one effect is performed with. */
export interface Performance {
  session: Session
  host: Host
  /** Fires with `'cancel'` when the effect is no longer wanted, with `'stop'` when this process stops driving. */
  signal: AbortSignal
  /** Whether an earlier process may have begun it. */
  recovering: boolean
}
