import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { constants } from 'node:os'
import type { TaskEnd } from '../../events/task.ts'
import { readStatus, type Status } from './status.ts'
import type { TaskFolder } from './task-folder.ts'
import { decode, textAfter, textBefore } from '../../output/utf8-slice.ts'

type Exited = Extract<TaskEnd, { kind: 'exited' }>

const headBytes = 8 * 1024
const tailBytes = 16 * 1024

/** The end of a task whose status is published. Output up to 24 KiB is all in `head`; of more, both ends are told. */
export function readEnd(folder: TaskFolder): Exited {
  const status = readStatus(folder.status) ?? { code: null, signal: null, stopped: '' }
  return { kind: 'exited', ...howEnded(status), ...outputOf(folder), durationMs: duration(folder) }
}

function howEnded({ code, signal, stopped }: Status): Pick<Exited, 'code' | 'signal' | 'stopped'> {
  const name = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0]
  return {
    code,
    ...(signal !== null && { signal: name ?? `signal ${signal}` }),
    ...(stopped !== '' && { stopped }),
  }
}

function outputOf({ out }: TaskFolder): Pick<Exited, 'head' | 'tail' | 'bytes'> {
  if (!statSync(out, { throwIfNoEntry: false })) return { head: '', tail: '', bytes: 0 }
  const file = openSync(out, 'r')
  try {
    const bytes = fstatSync(file).size
    if (bytes <= headBytes + tailBytes) {
      return { head: decode(readAt(file, 0, bytes)), tail: '', bytes }
    }
    const head = textBefore(readAt(file, 0, headBytes))
    return { head, tail: textAfter(readAt(file, bytes - tailBytes, tailBytes)), bytes }
  } finally {
    closeSync(file)
  }
}

function readAt(file: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  return bytes.subarray(0, readSync(file, bytes, 0, length, position))
}

/** From claim to status, by the clock of the file system. */
function duration({ runner, status }: TaskFolder): number {
  const begin = statSync(runner, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const end = statSync(status, { throwIfNoEntry: false })?.mtimeMs ?? begin
  return Math.max(0, Math.round(end - begin))
}
