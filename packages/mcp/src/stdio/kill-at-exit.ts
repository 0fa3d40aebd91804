/** What is to be killed when this process exits and nobody closed it. One listener, however many there are. */
const running = new Set<() => void>()

const killAll = () => {
  for (const kill of running) kill()
}

/** Calls `kill` when this process exits. Answers how to take that back. */
export function killAtExit(kill: () => void): () => void {
  if (running.size === 0) process.on('exit', killAll)
  running.add(kill)
  return () => {
    if (running.delete(kill) && running.size === 0) process.off('exit', killAll)
  }
}
