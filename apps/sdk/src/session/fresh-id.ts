/** An id for a new session. */
export async function freshId(): Promise<string> {
  const { newSessionId } = await import('@harness/kernel/node')
  return newSessionId()
}
