import { rowKinds } from '../print/trace/row.ts'
import { jsonFlags, type Flag } from './flags.ts'
import { exportFlags } from './session-flags.ts'

type Flags = Readonly<Record<string, Flag>>

/** Which rows of a trace are shown. */
const rowFlags = {
  only: {
    type: 'string',
    multiple: true,
    value: 'KIND',
    choices: rowKinds,
    about: 'rows of this kind alone; may be given more than once',
  },
  tool: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    about: 'calls of this tool alone; may be given more than once',
  },
  'show-content': { type: 'boolean', about: 'all of what was said and done, in full' },
} as const satisfies Flags

export const traceShowFlags = {
  summary: { type: 'boolean', about: 'what it came to, in a few lines' },
  at: { type: 'string', value: 'SEQ', about: 'as it stood behind this event' },
  ...rowFlags,
  ...jsonFlags,
} as const satisfies Flags

export const traceTailFlags = {
  lines: { type: 'string', short: 'n', value: 'N', about: 'so many rows of before (10)' },
  ...rowFlags,
  ...jsonFlags,
} as const satisfies Flags

export const traceStateFlags = {
  at: { type: 'string', value: 'SEQ', about: 'behind this event, not the newest' },
  prompt: { type: 'boolean', about: 'only what the next request says to the model, whole' },
  ...jsonFlags,
} as const satisfies Flags

const { output, force } = exportFlags

/** Where a page goes. */
export const pageFlags = { output, force } as const satisfies Flags

export const traceFormats = ['otlp', 'atif'] as const

export const traceExportFlags = {
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: traceFormats,
    about: 'spans of OpenTelemetry (the default); a trajectory of ATIF',
  },
  content: {
    type: 'boolean',
    about: 'in spans, what was said and done too: messages, tools, results',
  },
  output,
  force,
  endpoint: {
    type: 'string',
    value: 'URL',
    about: 'to this collector, as http://localhost:4318',
  },
  send: { type: 'boolean', about: 'to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names' },
} as const satisfies Flags

export const traceImportFlags = {
  title: { type: 'string', value: 'TEXT', about: 'a name for the session' },
} as const satisfies Flags
