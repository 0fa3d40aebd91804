/** Who may write which session, across all processes of a machine. */
export interface Locks {
  /**
   * Takes a session; `session_held` when anybody has it, this process included. Resolves with how to release it. A
   * process that dies releases what it holds.
   */
  hold(id: string): Promise<() => Promise<void>>
}
