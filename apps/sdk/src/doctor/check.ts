/** One thing that was looked at. */
export interface Check {
  name: string
  /** `fail` keeps a run from beginning; `warn` is worth a look; `info` is neither. */
  status: 'ok' | 'info' | 'warn' | 'fail'
  /** What was found. */
  found: string
  /** What to do about it. */
  fix?: string
}
