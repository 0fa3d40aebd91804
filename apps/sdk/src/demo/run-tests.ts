import { spawn } from 'node:child_process'

/** What a run of the sample's tests came to. */
export interface TestRun {
  command: string
  passed: boolean
  output: string
}

/** Runs `node --test` in a folder, by the Node that runs this. */
export function runTests(folder: string): Promise<TestRun> {
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env
  const child = spawn(process.execPath, ['--test'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  child.stderr.on('data', (piece: Buffer) => pieces.push(piece))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      const output = Buffer.concat(pieces).toString('utf8')
      resolve({ command: 'node --test', passed: code === 0, output })
    })
  })
}
