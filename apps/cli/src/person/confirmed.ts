/** Asks the person at the terminal; what is no yes is a no, and so is no answer at all. */
export async function confirmed(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises')
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const closed = new AbortController()
  // Ctrl-C, Ctrl-D: the question itself would wait for ever.
  reader.on('SIGINT', () => reader.close())
  reader.on('close', () => closed.abort('closed'))
  try {
    return /^y(es)?$/i.test((await reader.question(question, { signal: closed.signal })).trim())
  } catch (error) {
    if (!closed.signal.aborted) throw error
    process.stderr.write('\n')
    return false
  } finally {
    reader.close()
  }
}
