import type { Failure, ModelDelta, ModelEnd, ModelRequest } from '@harness/kernel'
import { adaptDialect } from './adapt-dialect.ts'
import type { Endpoint } from './failure/endpoint.ts'
import { errorFacts } from './failure/error-facts.ts'
import { serverFailure } from './failure/http-failure.ts'
import { isTooLong } from './failure/is-too-long.ts'
import { isRedirect, redirectFailure } from './failure/redirect-failure.ts'
import { retryAfterMs } from './failure/retry-after.ts'
import {
  connectionFailure,
  endingFailure,
  foreignFailure,
  garbledFailure,
  requestFailure,
  stallFailure,
} from './failure/transport-failure.ts'
import { callIds } from './reply/call-ids.ts'
import { ReplyBuilder } from './reply/reply-builder.ts'
import type { Dialect } from './request/dialect.ts'
import type { MessageWriter } from './request/message-writer.ts'
import { requestBody } from './request/request-body.ts'
import type { Client } from './transport/load-client.ts'
import { openAnswer, type Opened, type Refusal } from './transport/open-answer.ts'
import { receiveChunks } from './transport/receive-chunks.ts'
import { StallWatch } from './transport/stall-watch.ts'

/** A provider's settings, and what it has learned of its endpoint. */
export interface Setup {
  readonly endpoint: Endpoint
  readonly client: () => Promise<Client>
  readonly writer: MessageWriter
  readonly stallMs: number
  dialect: Dialect
}

type Stream = AsyncGenerator<ModelDelta | ModelEnd, void, undefined>

/** One model call: the deltas, then exactly one end. Throws the signal's reason, and what `request.image` throws. */
export async function* streamReply(
  setup: Setup,
  request: ModelRequest,
  signal: AbortSignal,
): Stream {
  signal.throwIfAborted()
  const stop = new AbortController()
  const cancel = () => stop.abort(signal.reason)
  signal.addEventListener('abort', cancel, { once: true })
  const watch = new StallWatch(setup.stallMs, () => stop.abort('stalled'))
  try {
    const opened = await open(setup, request, stop.signal)
    signal.throwIfAborted()
    if (opened.kind !== 'open') {
      const failure = watch.stalled ? stalled(watch, setup) : refusal(opened, setup, request)
      yield { type: 'failure', failure }
      return
    }
    const reading = startReading(setup, request)
    for await (const batch of receiveChunks(opened, { watch, signal: stop.signal })) {
      for (const chunk of batch.chunks) {
        reading.chunks += 1
        for (const delta of reading.builder.accept(chunk)) {
          yield delta
          signal.throwIfAborted()
        }
      }
      reading.error = batch.error
      reading.garbled = batch.garbled
    }
    signal.throwIfAborted()
    yield* reading.builder.nameCalls()
    signal.throwIfAborted()
    yield ending(reading, opened, { setup, request, watch })
  } finally {
    watch.stop()
    signal.removeEventListener('abort', cancel)
  }
}

/** Opens the stream; a request that the server does not understand is sent again in another dialect. */
async function open(
  setup: Setup,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<Opened | Refusal> {
  const client = await setup.client()
  const messages = await setup.writer.write(request)
  let first: Refusal | undefined
  let dialect = setup.dialect
  for (;;) {
    const opened = await openAnswer(client, requestBody(request, messages, dialect), signal)
    if (opened.kind === 'open') {
      setup.dialect = dialect.usage === 'asked' ? { ...dialect, usage: 'accepted' } : dialect
      return opened
    }
    if (first || opened.kind !== 'status') return first ?? opened
    const next = adaptDialect(dialect, errorFacts(opened.error, opened.status), request)
    if (!next) return opened
    if (!next.certain) first = opened
    dialect = next.dialect
  }
}

/** An answer on its way in. */
interface Reading {
  readonly builder: ReplyBuilder
  chunks: number
  /** What the server said in its stream instead of going on. */
  error: unknown
  /** What it sent that is no JSON. */
  garbled: string | undefined
}

function startReading({ endpoint, dialect }: Setup, { key }: ModelRequest): Reading {
  const builder = new ReplyBuilder({
    provider: endpoint.name,
    callId: callIds(key),
    separateReasoning: dialect.separateReasoning,
  })
  return { builder, chunks: 0, error: undefined, garbled: undefined }
}

function ending(
  { builder, chunks, error, garbled }: Reading,
  { contentType }: Opened,
  { setup, request, watch }: { setup: Setup; request: ModelRequest; watch: StallWatch },
): ModelEnd {
  const { endpoint } = setup
  if (error !== undefined) {
    const failure = serverFailure(errorFacts(error), endpoint, { model: request.model.id })
    return { type: 'failure', failure }
  }
  const end = builder.end()
  if (end.kind === 'reply') return { type: 'reply', reply: end.reply }
  if (watch.stalled) return { type: 'failure', failure: stalled(watch, setup) }
  const isForeign = chunks === 0 && !/event-stream|json|^$/i.test(contentType)
  if (isForeign) return { type: 'failure', failure: foreignFailure(contentType, endpoint) }
  const isGarbled = garbled !== undefined && end.kind === 'truncated'
  const failure = isGarbled ? garbledFailure(garbled, endpoint) : endingFailure(end, endpoint)
  return { type: 'failure', failure }
}

const stalled = (watch: StallWatch, { endpoint }: Setup): Failure =>
  stallFailure(watch.ms, endpoint)

function refusal(opened: Refusal, { endpoint }: Setup, request: ModelRequest): Failure {
  if (opened.kind === 'connection') return connectionFailure(opened.error, endpoint)
  if (opened.kind === 'request') return requestFailure(opened.error, endpoint)
  if (isRedirect(opened.status)) return redirectFailure(opened.status, opened.headers, endpoint)
  const facts = errorFacts(opened.error, opened.status)
  const failure = serverFailure(facts, endpoint, {
    model: request.model.id,
    isTooLong: isTooLong(facts, request),
  })
  const wait = retryAfterMs(opened.headers, Date.now())
  return wait === undefined ? failure : { ...failure, retryAfterMs: wait }
}
