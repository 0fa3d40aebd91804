import { kernelVersion } from '@harness/kernel'
import { agentOf } from '../model/agent-of.ts'
import type { Trace } from '../model/trace.ts'
import { attributesOf } from './attributes.ts'
import { otelConventions } from './conventions.ts'
import { madeSpan } from './made-span.ts'
import type { OtlpLink, OtlpSpan, OtlpTraces } from './otlp.ts'
import { maskedSpan } from './masked-span.ts'
import { sessionSpans } from './session-spans.ts'
import { sessionSpanIdOf, traceIdOf } from './span-ids.ts'
import { sayingOf, type OtelOptions } from './span-options.ts'

/**
 * A session as the spans of one OpenTelemetry trace, in the order in which things ended in it, its subagents' below their
 * calls. The same session is the same trace, with the same ids, whoever exports it; of one that is under way what is open
 * ends where anything was last heard of it, and says `harness.open`. A fork has what happened since, and a link.
 */
export function otelSpans(trace: Trace, options: OtelOptions = {}): OtlpTraces {
  const { schemaUrl } = otelConventions
  const scope = { name: '@harness/traces', version: kernelVersion }
  const resource = { 'service.name': 'harness', 'service.version': kernelVersion }
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ ...resource, ...options.resource }) },
        scopeSpans: [{ scope, spans: spansOf(trace, options), schemaUrl }],
        schemaUrl,
      },
    ],
  }
}

function spansOf(trace: Trace, options: OtelOptions): OtlpSpan[] {
  const [root = trace.session] = trace.session.split('.')
  const traceId = traceIdOf(trace.parent === null ? trace.session : root)
  const parent = sessionSpanIdOf(trace.session)
  const { name, version } = agentOf(trace)
  const about = { traceId, parent, agent: options.agent ?? name, version }
  const saying = sayingOf(options)
  const spans = sessionSpans(trace, { ...about, ...saying })
  const fork = trace.steps.find((step) => step.kind === 'note' && step.note === 'forked')
  const span = madeSpan(
    { traceId, parent: null },
    {
      id: parent,
      name: 'session',
      from: (trace.forkedFrom && fork ? fork : trace.first).at,
      to: trace.last.at,
      attributes: { 'session.id': trace.session, 'harness.seq': trace.last.seq },
    },
  )
  const links = trace.forkedFrom && { links: [linkTo(trace.forkedFrom)] }
  return [...spans, { ...span, ...links }].map((one) => maskedSpan(one, saying.mask))
}

const linkTo = ({ session, at }: NonNullable<Trace['forkedFrom']>): OtlpLink => ({
  traceId: traceIdOf(session),
  spanId: sessionSpanIdOf(session),
  attributes: attributesOf({ 'session.id': session, 'harness.seq': at }),
})
