import { Writable } from 'node:stream'

/**
 * Standard output for one writer alone: what anything else in this process writes there goes to standard error, until it
 * is given back.
 */
export function takeStdout(): { wire: Writable; giveBack(): void } {
  const { stdout, stderr } = process
  const original = stdout.write
  const write = original.bind(stdout)
  const wire = new Writable({
    write: (chunk: Uint8Array, _encoding, done) => void write(chunk, done),
  })
  // Each message that waits to be read listens on it.
  wire.setMaxListeners(0)
  stdout.write = stderr.write.bind(stderr)
  return {
    wire,
    giveBack: () => {
      stdout.write = original
    },
  }
}
