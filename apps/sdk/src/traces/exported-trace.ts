import { atifOf, otelSpans } from '@harness/traces'
import { openStore } from '../session/open-store.ts'
import { redactorOf } from '../setup/redactor-of.ts'
import type { ExportTraceOptions } from './export-trace.ts'
import { gatherTrace } from './gather-trace.ts'
import { otelResource } from './otel-resource.ts'
import { textsOf } from './texts-of.ts'

export async function exportedTrace(id: string, { format, content, ...place }: ExportTraceOptions) {
  const trace = await gatherTrace(id, place)
  const texts = await textsOf(trace, await openStore(place))
  const redactor = redactorOf(process.env)
  const mask = (text: string) => redactor.redact(text)
  if (format === 'atif') return atifOf(trace, { mask, texts })
  const resource = otelResource(process.env)
  return otelSpans(trace, { mask, texts, resource, ...(content !== undefined && { content }) })
}
