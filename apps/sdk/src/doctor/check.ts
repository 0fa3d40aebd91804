/** One thing that was looked at. */
export interface Check {
  name: string
  /** `fail` keeps a run from beginning, or its model from answering; `warn` will surprise; `info` is good to know. */
  status: 'ok' | 'info' | 'warn' | 'fail'
  /** What was found. */
  found: string
  /** What to do about it. */
  fix?: string
}
