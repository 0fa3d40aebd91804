import { setTimeout as sleep } from 'node:timers/promises'
import type { OtlpTraces } from '@harness/traces'
import { SdkError } from '../sdk-error.ts'
import { askCollector, type CollectorAnswer } from './ask-collector.ts'
import { otlpTarget, type OtlpTarget } from './otlp-target.ts'
import type { SendOtlpOptions, SentOtlp } from './send-otlp.ts'

/** Collectors take 4 MiB of a request and more. */
const bounds = { spans: 512, length: 2_000_000 }
const mostTries = 5
const firstPauseMs = 250
/** Who is told to wait longer gives up. */
const longestPauseMs = 30_000

export async function sentOtlp(
  traces: OtlpTraces,
  { signal, ...options }: SendOtlpOptions,
): Promise<SentOtlp> {
  const { otlpBatches } = await import('@harness/traces')
  const target = otlpTarget(options)
  const sent: SentOtlp = {
    endpoint: target.shown,
    spans: 0,
    requests: 0,
    rejected: 0,
    message: null,
  }
  for (const batch of otlpBatches(traces, bounds)) {
    const { rejected, message } = await sendBatch(batch, target, signal)
    sent.requests += 1
    sent.spans += batch.resourceSpans[0]?.scopeSpans[0]?.spans.length ?? 0
    sent.rejected += rejected
    sent.message ??= message
  }
  return sent
}

/** Once more where the collector is busy or away, as the OTLP specification has it. */
async function sendBatch(
  batch: OtlpTraces,
  target: OtlpTarget,
  signal: AbortSignal | undefined,
): Promise<Extract<CollectorAnswer, { kind: 'taken' }>> {
  const body = JSON.stringify(batch)
  for (let tries = 1; ; tries++) {
    const answer = await askCollector(body, target, signal)
    if (answer.kind === 'taken') return answer
    const pause = answer.retryAfterMs ?? pauseMs(tries)
    if (!answer.isPassing || tries >= mostTries || pause > longestPauseMs) {
      const times = tries > 1 ? ` (asked ${tries} times)` : ''
      throw new SdkError(
        'not_sent',
        `The collector at ${target.shown} did not take the spans: ${answer.why}${times}.`,
        { cause: answer.cause },
      )
    }
    await sleep(pause, undefined, signal && { signal })
  }
}

/** Twice as long each time, and not at the same moment as others. */
const pauseMs = (tries: number): number => firstPauseMs * 2 ** (tries - 1) * (1 + Math.random())
