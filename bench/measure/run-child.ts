import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Runs a script of `children/` in a fresh process; answers what it printed. */
export async function runChild(script: URL, args: readonly string[] = []): Promise<string> {
  const command = ['--no-warnings', fileURLToPath(script), ...args]
  const { stdout } = await execute(process.execPath, command)
  return stdout
}
