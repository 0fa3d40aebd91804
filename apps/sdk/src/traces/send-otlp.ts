import type { OtlpTraces } from '@harness/traces'
import type { Options } from '../options.ts'

/** Where spans go, and how long it may take. */
export interface SendOtlpOptions extends Pick<Options, 'env'> {
  /**
   * The collector: `http://localhost:4318`, or the whole address where it ends in a path. Default:
   * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` as it stands, else `OTEL_EXPORTER_OTLP_ENDPOINT` with `/v1/traces`.
   */
  endpoint?: string
  /** More headers; those of `OTEL_EXPORTER_OTLP_HEADERS` are sent too. */
  headers?: Readonly<Record<string, string>>
  /** Milliseconds for one request and its answer. Default: `OTEL_EXPORTER_OTLP_TIMEOUT`, else 10,000. */
  timeoutMs?: number
  /** Ends it; the promise rejects with its reason. */
  signal?: AbortSignal
}

/** What became of spans that were sent. */
export interface SentOtlp {
  /** The address, without user and query, where keys may be. */
  endpoint: string
  spans: number
  requests: number
  /** Those that the collector did not take, and why. */
  rejected: number
  message: string | null
}

/**
 * Sends spans to a collector, as OTLP over HTTP in JSON, in several requests where they are many. What is busy is asked again,
 * at most five times. Rejects with `bad_endpoint` where there is no address, and with `not_sent` where it does not take them;
 * no message has the value of a header.
 */
export async function sendOtlp(
  traces: OtlpTraces,
  options: SendOtlpOptions = {},
): Promise<SentOtlp> {
  const { sentOtlp } = await import('../traces-engine.ts')
  return sentOtlp(traces, options)
}
