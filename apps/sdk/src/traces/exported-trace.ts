import { maskSecrets } from '@harness/kernel'
import { atifOf, otelSpans } from '@harness/traces'
import { openStore } from '../session/open-store.ts'
import { redactorFor } from '../setup/redactor-for.ts'
import type { ExportTraceOptions } from './export-trace.ts'
import { gatherTrace } from './gather-trace.ts'
import { otelResource } from './otel-resource.ts'
import { textsOf } from './texts-of.ts'

export async function exportedTrace(id: string, { format, content, ...place }: ExportTraceOptions) {
  const store = await openStore(place)
  const trace = await gatherTrace(id, place)
  const texts = await textsOf(trace, store)
  const redactor = await redactorFor(store, trace.session)
  const mask = (text: string) => maskSecrets(redactor.redact(text))
  if (format === 'atif') return atifOf(trace, { mask, texts })
  const resource = otelResource(process.env)
  return otelSpans(trace, { mask, texts, resource, ...(content !== undefined && { content }) })
}
