import { stripVTControlCharacters } from 'node:util'
import {
  boundText,
  done,
  failed,
  resultBytes,
  type TaskEnd,
  type TaskSpec,
  type ToolResult,
} from '@harness/kernel'

type Exited = Extract<TaskEnd, { kind: 'exited' }>

const mostOutput = resultBytes - 1024

/** What the model reads of a command's end: how it ended, then its output, the middle left out where it is long. */
export function concludeCommand(end: TaskEnd, spec: TaskSpec): ToolResult {
  if (end.kind === 'failed') return failed('not_started', `Not started: ${end.message}`)
  if (end.kind === 'reported') return failed('not_a_command', 'This task was not a command.')
  const text = `${howItEnded(end, spec)}\n${outputOf(end)}`.trimEnd()
  const extras = end.output === undefined ? {} : { artifacts: [end.output] }
  return end.stopped === undefined ? done(text, extras) : failed(codes[end.stopped], text, extras)
}

const codes = { timeout: 'timeout', output: 'output_cap', cancelled: 'cancelled' } as const

function howItEnded({ code, signal, stopped, bytes }: Exited, spec: TaskSpec): string {
  const limit = spec.kind === 'command' ? ` of ${spec.timeoutMs} ms` : ''
  switch (stopped) {
    case 'timeout':
      return `[stopped: it took longer than its timeout${limit}]`
    case 'output':
      return `[stopped: it wrote more than ${bytes} bytes]`
    case 'cancelled':
      return '[cancelled]'
    case undefined:
      return code === null ? `[ended by ${signal ?? 'a signal'}]` : `[exit code ${code}]`
  }
}

function outputOf({ head, tail, bytes }: Exited): string {
  if (tail === '') return boundText(stripVTControlCharacters(head), mostOutput) || '[no output]'
  const missing = bytes - Buffer.byteLength(head) - Buffer.byteLength(tail)
  const middle = `\n[${Math.max(0, missing)} of ${bytes} bytes left out]\n`
  return boundText(stripVTControlCharacters(head + middle + tail), mostOutput)
}
