import type { Json } from '@harness/kernel'
import { codeBlock } from './text-block.ts'
import { markup, type Markup } from './markup.ts'
import { isDeep, prettyJson } from './pretty-json.ts'
import type { View } from './view.ts'
import type { CallStep } from '../model/trace.ts'

/** The arguments of a call by name. What a name says of a value may be a reason to mask it: the whole is masked first. */
export function callInput(view: View, { input, seq }: Pick<CallStep, 'input' | 'seq'>): Markup {
  const fields = fieldsOf(view.clean(input))
  if (!fields) return codeBlock(view, input, { seq })
  if (fields.length === 0) return markup`<p class="quiet">no arguments</p>`
  return markup`<dl class="fields">${fields.map(([name, value]) => field(view, { name, value, seq }))}</dl>`
}

interface Field {
  name: string
  value: Json
  seq: number
}

function field(view: View, { name, value, seq }: Field): Markup {
  const text = typeof value === 'string' ? value : prettyJson(value)
  const isShort = text.length <= 120 && !text.includes('\n')
  const shown = isShort ? markup`<code>${text}</code>` : codeBlock(view, text, { seq })
  return markup`<div><dt>${name}</dt><dd>${shown}</dd></div>`
}

function fieldsOf(input: string): [string, Json][] | undefined {
  const value = parsed(input)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.entries(value)
}

function parsed(text: string): Json | undefined {
  if (isDeep(text)) return undefined
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    // A model writes what it likes: then its text is shown.
    return undefined
  }
}

const named = ['command', 'path', 'file_path', 'pattern', 'query', 'url', 'summary', 'prompt']

/** What a call is about, in a line: its command, its path, what it looks for. */
export function callSubject(view: View, { prepared, input }: CallStep): string {
  const fields = new Map(fieldsOf(view.clean(input)))
  const own = named.map((name) => fields.get(name)).find((value) => typeof value === 'string')
  const subject = typeof own === 'string' && own !== '' ? own : (prepared?.target ?? '')
  const line = view.clean(subject).trim().split('\n', 1)[0] ?? ''
  return line.length > 160 ? `${line.slice(0, 160).toWellFormed()}…` : line
}
