import type { OtlpSpan, OtlpTraces } from './otlp.ts'

/** What one request to a collector holds at most. */
export interface BatchBounds {
  spans: number
  /** Of a request's JSON, in UTF-16 units; a span that alone is larger goes alone. */
  length: number
}

/** The same spans as several exports, in their order, each within the bounds. */
export function* otlpBatches(
  { resourceSpans }: OtlpTraces,
  { spans: most, length: longest }: BatchBounds,
): Generator<OtlpTraces> {
  for (const resource of resourceSpans) {
    for (const scope of resource.scopeSpans) {
      const traces = (spans: OtlpSpan[]): OtlpTraces => ({
        resourceSpans: [{ ...resource, scopeSpans: [{ ...scope, spans }] }],
      })
      let batch: OtlpSpan[] = []
      let length = 0
      for (const span of scope.spans) {
        const own = JSON.stringify(span).length + 1
        if (batch.length > 0 && (batch.length >= most || length + own > longest)) {
          yield traces(batch)
          batch = []
          length = 0
        }
        batch.push(span)
        length += own
      }
      if (batch.length > 0) yield traces(batch)
    }
  }
}
