import type { Json } from '@harness/kernel'
import type { FailureType } from '../record/verdict.ts'

export type PlayCall = readonly [tool: string, input: { readonly [name: string]: Json }]

/** A reply: calls side by side, or a text, with which the model is done. */
export type PlayTurn = readonly PlayCall[] | string

/** What scripted models do with a case of a lab. */
export interface LabPlay {
  /** The work, done as it is asked for. */
  good: readonly PlayTurn[]
  /** A way to fail that a model really has, and the failure that the verdict must name. */
  bad: readonly PlayTurn[]
  failure: FailureType
}

export const read = (path: string, offset?: number): PlayCall => [
  'read_file',
  { path, ...(offset !== undefined && { offset }) },
]
export const write = (path: string, content: string): PlayCall => ['write_file', { path, content }]
export const edit = (path: string, from: string, to: string): PlayCall => [
  'edit',
  { path, old_string: from, new_string: to },
]
export const shell = (command: string): PlayCall => ['shell', { command }]

export const done = 'It is done.'

/** Reads a file and writes it anew. */
export const rewrite = (path: string, content: string): PlayTurn[] => [
  [read(path)],
  [write(path, content)],
]
