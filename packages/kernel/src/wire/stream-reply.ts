import type { Failure } from '../events/failure.ts'
import type { ModelDelta, ModelEnd, ModelRequest, StreamOptions } from '../ports/provider.ts'
import type { Endpoint } from './failure/endpoint.ts'
import { errorFacts } from './failure/error-facts.ts'
import { serverFailure } from './failure/http-failure.ts'
import { isTooLong } from './failure/is-too-long.ts'
import { isRedirect, redirectFailure } from './failure/redirect-failure.ts'
import { retryAfterMs } from './failure/retry-after.ts'
import {
  connectionFailure,
  endingFailure,
  errorCode,
  foreignFailure,
  garbledFailure,
  requestFailure,
  stallFailure,
} from './failure/transport-failure.ts'
import type { Protocol, ReplyReader } from './protocol.ts'
import type { ParseEvents } from './transport/event-decoder.ts'
import { ExchangeRecorder } from './transport/exchange-recorder.ts'
import type { FetchTap } from './transport/fetch-tap.ts'
import type { HttpClient } from './transport/http-client.ts'
import { openAnswer, type Opened, type Refusal } from './transport/open-answer.ts'
import { receiveEvents } from './transport/receive-events.ts'
import { StallWatch } from './transport/stall-watch.ts'

/** A provider's settings, and what it has learned of its endpoint. */
export interface Setup<Dialect> {
  readonly endpoint: Endpoint
  readonly protocol: Protocol<Dialect>
  readonly client: () => Promise<HttpClient>
  readonly tap: FetchTap
  readonly parseEvents: ParseEvents
  readonly stallMs: number
  dialect: Dialect
}

/** One call under way. */
interface Call {
  request: ModelRequest
  signal: AbortSignal
  watch: StallWatch
  /** Takes down the request that is out; a call that is asked again in another dialect has several. */
  recorder: ExchangeRecorder | undefined
  record: StreamOptions['record']
}

type Stream = AsyncGenerator<ModelDelta | ModelEnd, void, undefined>

/** One model call: the deltas, then exactly one end. Throws the signal's reason, and what `request.image` throws. */
export async function* streamReply<Dialect>(
  setup: Setup<Dialect>,
  request: ModelRequest,
  { signal, record }: StreamOptions,
): Stream {
  signal.throwIfAborted()
  const stop = new AbortController()
  const cancel = () => stop.abort(signal.reason)
  signal.addEventListener('abort', cancel, { once: true })
  const watch = new StallWatch(setup.stallMs, () => stop.abort('stalled'))
  const call: Call = { request, signal: stop.signal, watch, recorder: undefined, record }
  try {
    const opened = await open(setup, call)
    signal.throwIfAborted()
    if (opened.kind !== 'open') {
      const failure = watch.stalled ? stalled(watch, setup) : refusal(opened, setup, request)
      call.recorder?.close()
      yield { type: 'failure', failure }
      return
    }
    const reading = startReading(setup, request)
    for await (const batch of receive(setup, call, { opened, reading })) {
      for (const event of batch.events) {
        reading.events += 1
        for (const delta of reading.reader.accept(event)) {
          yield delta
          signal.throwIfAborted()
        }
      }
      reading.error = batch.error
      reading.garbled = batch.garbled
    }
    signal.throwIfAborted()
    yield* reading.reader.finish()
    signal.throwIfAborted()
    call.recorder?.close(watch.stalled ? 'stalled' : 'broken off')
    yield ending(reading, opened, { setup, request, watch })
  } finally {
    watch.stop()
    call.recorder?.close('stopped')
    signal.removeEventListener('abort', cancel)
  }
}

/** Opens the stream; a request that the server does not understand is sent again in another dialect. */
async function open<Dialect>(setup: Setup<Dialect>, call: Call): Promise<Opened | Refusal> {
  const { protocol } = setup
  const { request, signal } = call
  const client = await setup.client()
  let first: Refusal | undefined
  let { dialect } = setup
  for (;;) {
    const body = await protocol.body(request, dialect)
    call.recorder = startRecording(setup, call)
    const opened = await openAnswer(client, { path: protocol.path, body, signal })
    if (opened.kind === 'open') {
      setup.dialect = protocol.accepted(dialect)
      return opened
    }
    call.recorder?.close(opened.kind === 'connection' ? brokenBy(opened.error) : undefined)
    if (first || opened.kind !== 'status') return first ?? opened
    const next = protocol.adapt(dialect, errorFacts(opened.error, opened.status), request)
    if (!next) return opened
    if (!next.certain) first = opened
    dialect = next.dialect
  }
}

function startRecording<Dialect>(
  { tap, endpoint }: Setup<Dialect>,
  { record, signal }: Call,
): ExchangeRecorder | undefined {
  if (!record) return undefined
  const recorder = new ExchangeRecorder(record, endpoint.secrets)
  tap.listen(signal, recorder)
  return recorder
}

const brokenBy = (error: unknown) => errorCode(error) ?? 'no connection'

function receive<Dialect>(
  setup: Setup<Dialect>,
  { watch, signal, recorder }: Call,
  { opened, reading: { reader } }: { opened: Opened; reading: Reading },
) {
  const isOver = () => reader.isOver
  return receiveEvents(opened, { watch, signal, recorder, parse: setup.parseEvents, isOver })
}

/** An answer on its way in. */
interface Reading {
  readonly reader: ReplyReader
  events: number
  /** What the server said in its stream instead of going on. */
  error: unknown
  /** What it sent that is no JSON. */
  garbled: string | undefined
}

function startReading<Dialect>(
  { protocol, dialect }: Setup<Dialect>,
  request: ModelRequest,
): Reading {
  const reader = protocol.read(request, dialect)
  return { reader, events: 0, error: undefined, garbled: undefined }
}

function ending<Dialect>(
  { reader, events, error, garbled }: Reading,
  opened: Opened,
  { setup, request, watch }: { setup: Setup<Dialect>; request: ModelRequest; watch: StallWatch },
): ModelEnd {
  const { endpoint } = setup
  const end = error === undefined ? reader.end() : { kind: 'error' as const, error }
  if (end.kind === 'reply') return { type: 'reply', reply: end.reply }
  if (end.kind === 'error' || end.kind === 'overflow') {
    const facts = errorFacts(end.kind === 'error' ? end.error : undefined)
    const isTooBig = end.kind === 'overflow'
    const model = request.model.id
    return {
      type: 'failure',
      failure: serverFailure(facts, endpoint, { model, isTooLong: isTooBig }),
    }
  }
  if (watch.stalled) return { type: 'failure', failure: stalled(watch, setup) }
  const isForeign = events === 0 && !/event-stream|json|^$/i.test(opened.contentType)
  if (isForeign) return { type: 'failure', failure: foreignFailure(opened, endpoint) }
  const isGarbled = garbled !== undefined && end.kind === 'truncated'
  const failure = isGarbled ? garbledFailure(garbled, endpoint) : endingFailure(end, endpoint)
  return { type: 'failure', failure }
}

const stalled = <Dialect>(watch: StallWatch, { endpoint }: Setup<Dialect>): Failure =>
  stallFailure(watch.ms, endpoint)

function refusal<Dialect>(
  opened: Refusal,
  { endpoint }: Setup<Dialect>,
  request: ModelRequest,
): Failure {
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
