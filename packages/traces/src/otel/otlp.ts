// Traces as OTLP carries them in JSON: opentelemetry-proto, `trace/v1/trace.proto`, by the JSON mapping of the OTLP
// specification 1.x. Ids are hex, integers of 64 bits are decimal text, enums are numbers.

export interface OtlpTraces {
  resourceSpans: OtlpResourceSpans[]
}

export interface OtlpResourceSpans {
  resource: { attributes: OtlpAttribute[] }
  scopeSpans: OtlpScopeSpans[]
  schemaUrl: string
}

export interface OtlpScopeSpans {
  scope: { name: string; version: string }
  spans: OtlpSpan[]
  schemaUrl: string
}

export interface OtlpSpan {
  /** 16 bytes. */
  traceId: string
  /** 8 bytes. */
  spanId: string
  parentSpanId?: string
  name: string
  /** 1 INTERNAL, 3 CLIENT. */
  kind: 1 | 3
  /** Nanoseconds since 1970. */
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: OtlpAttribute[]
  links?: OtlpLink[]
  /** 0 unset, 2 an error. */
  status: { code: 0 } | { code: 2; message?: string }
}

export interface OtlpLink {
  traceId: string
  spanId: string
  attributes: OtlpAttribute[]
}

export interface OtlpAttribute {
  key: string
  value: OtlpValue
}

export type OtlpValue =
  | { stringValue: string }
  | { boolValue: boolean }
  | { intValue: string }
  | { doubleValue: number }
  | { arrayValue: { values: OtlpValue[] } }
