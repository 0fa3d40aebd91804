import { redactorOf } from '../setup/redactor-of.ts'
import type { ExportTraceOptions } from './export-trace.ts'
import { otelResource } from './otel-resource.ts'
import { wholeTrace } from './whole-trace.ts'

export async function exportedTrace(id: string, { format, content, ...place }: ExportTraceOptions) {
  const { atifOf, otelSpans } = await import('@harness/traces')
  const { trace, texts } = await wholeTrace(id, place)
  const redactor = redactorOf(process.env)
  const mask = (text: string) => redactor.redact(text)
  if (format === 'atif') return atifOf(trace, { mask, texts })
  const resource = otelResource(process.env)
  return otelSpans(trace, { mask, texts, resource, ...(content !== undefined && { content }) })
}
