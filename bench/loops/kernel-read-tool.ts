import { textContent, type Json, type Tool } from '../built/kernel.ts'
import { readLines, type ReadInput } from './task.ts'

/** The tool of the task as the kernel has it: a look at the call, then an answer. */
export const kernelReadTool: Tool = {
  name: 'read_file',
  description: 'Reads lines of a text file.',
  effect: 'pure',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string' },
      offset: { type: 'integer' },
      limit: { type: 'integer' },
    },
    required: ['path', 'offset', 'limit'],
    additionalProperties: false,
  },
  prepare: async (input) => ({
    kind: 'ready',
    prepared: { effect: 'pure', access: 'read', target: inputOf(input).path },
  }),
  run: async (input) => ({ kind: 'done', content: textContent(readLines(inputOf(input))) }),
}

function inputOf(input: Json): ReadInput {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) {
    const { path, offset, limit } = input
    if (typeof path === 'string' && typeof offset === 'number' && typeof limit === 'number') {
      return { path, offset, limit }
    }
  }
  throw new TypeError(`not an input of read_file: ${JSON.stringify(input)}`)
}

const { name, description, input: parameters } = kernelReadTool

/** The same tool as the wire has it. */
export const wireReadTool = { type: 'function', function: { name, description, parameters } }
