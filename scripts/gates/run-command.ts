import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

import { root } from '../workspace-packages.ts'

export interface Finished {
  code: number
  /** Standard output and standard error as they came. */
  output: string
}

interface Options {
  cwd: string
  env?: Record<string, string>
  timeoutMs?: number
}

/** Runs a tool of the workspace without input or colours; a bad exit is a value, not an error. */
export function runCommand(command: string, args: string[], options: Options): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: '0', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal) output += `\n${command} was stopped by ${signal}`
      resolve({ code: code ?? 1, output: output.trim() })
    })
  })
}
