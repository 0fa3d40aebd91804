import type { Flag } from './flags.ts'

type Flags = Readonly<Record<string, Flag>>

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
  output: { type: 'string', value: 'FILE', of: 'file', about: 'into this file' },
  force: { type: 'boolean', about: 'also when the file is there already' },
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
