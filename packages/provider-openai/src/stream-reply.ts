import type { Failure, ModelDelta, ModelEnd, ModelRequest } from '@harness/kernel'
import { adaptDialect } from './adapt-dialect.ts'
import type { Endpoint } from './failure/endpoint.ts'
import { errorFacts } from './failure/error-facts.ts'
import { serverFailure } from './failure/http-failure.ts'
import { isTooLong } from './failure/is-too-long.ts'
import { retryAfterMs } from './failure/retry-after.ts'
import {
  connectionFailure,
  endingFailure,
  foreignFailure,
  requestFailure,
  stallFailure,
} from './failure/transport-failure.ts'
import { callIds } from './reply/call-ids.ts'
import { ReplyBuilder } from './reply/reply-builder.ts'
import type { Dialect } from './request/dialect.ts'
import { requestBody } from './request/request-body.ts'
import { wireMessages } from './request/wire-messages.ts'
import { openChunks, type Connection, type Opened, type Refusal } from './transport/open-chunks.ts'
import { receiveChunks } from './transport/receive-chunks.ts'
import { StallWatch } from './transport/stall-watch.ts'

/** A provider's settings, and what it has learned of its endpoint. */
export interface Setup {
  readonly endpoint: Endpoint
  readonly connection: Connection
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
  const watch = new StallWatch(setup.stallMs)
  const stop = new AbortController()
  const ends = { watch, signal: AbortSignal.any([signal, watch.signal, stop.signal]) }
  try {
    const opened = await open(setup, request, ends)
    if (opened.kind === 'open') yield yield* read(opened, { setup, request, watch, signal })
    else {
      signal.throwIfAborted()
      const failure = watch.stalled ? stalled(watch, setup) : refusal(opened, setup, request)
      yield { type: 'failure', failure }
    }
  } finally {
    watch.stop()
    stop.abort()
  }
}

interface Ends {
  watch: StallWatch
  signal: AbortSignal
}

/** Opens the stream; a request that the server does not understand is sent again in another dialect. */
async function open(setup: Setup, request: ModelRequest, ends: Ends): Promise<Opened | Refusal> {
  const messages = await wireMessages(request, setup.endpoint.name)
  let first: Refusal | undefined
  let dialect = setup.dialect
  for (;;) {
    const opened = await openChunks(setup.connection, requestBody(request, messages, dialect), ends)
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

interface Reading {
  setup: Setup
  request: ModelRequest
  watch: StallWatch
  signal: AbortSignal
}

/** Yields the deltas, answers the end. */
async function* read(
  opened: Opened,
  { setup, request, watch, signal }: Reading,
): AsyncGenerator<ModelDelta, ModelEnd, undefined> {
  const builder = new ReplyBuilder({
    provider: setup.endpoint.name,
    callId: callIds(request.key),
    separateReasoning: setup.dialect.separateReasoning,
  })
  let chunks = 0
  for await (const received of receiveChunks(opened.chunks)) {
    if (received.kind === 'error') {
      signal.throwIfAborted()
      const facts = errorFacts(received.error)
      return {
        type: 'failure',
        failure: serverFailure(facts, setup.endpoint, { model: request.model.id }),
      }
    }
    if (received.kind === 'chunk') {
      chunks += 1
      yield* builder.accept(received.chunk)
    }
  }
  signal.throwIfAborted()
  const ending = builder.end()
  if (ending.kind === 'reply') return { type: 'reply', reply: ending.reply }
  if (watch.stalled) return { type: 'failure', failure: stalled(watch, setup) }
  const isForeign = chunks === 0 && !/event-stream|json|^$/i.test(opened.contentType)
  const failure = isForeign
    ? foreignFailure(opened.contentType, setup.endpoint)
    : endingFailure(ending, setup.endpoint)
  return { type: 'failure', failure }
}

const stalled = (watch: StallWatch, { endpoint }: Setup): Failure =>
  stallFailure(watch.ms, endpoint)

function refusal(opened: Refusal, { endpoint }: Setup, request: ModelRequest): Failure {
  if (opened.kind === 'connection') return connectionFailure(opened.error, endpoint)
  if (opened.kind === 'request') return requestFailure(opened.error, endpoint)
  const facts = errorFacts(opened.error, opened.status)
  const failure = serverFailure(facts, endpoint, {
    model: request.model.id,
    isTooLong: isTooLong(facts, request),
  })
  const wait = retryAfterMs(opened.headers, Date.now())
  return wait === undefined ? failure : { ...failure, retryAfterMs: wait }
}
