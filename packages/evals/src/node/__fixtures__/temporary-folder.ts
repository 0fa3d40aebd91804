import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that is gone when the test has ended. */
export function temporaryFolder(): Disposable & { path: string; at(name: string): string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'evals-')))
  return {
    path,
    at: (name) => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
  }
}
