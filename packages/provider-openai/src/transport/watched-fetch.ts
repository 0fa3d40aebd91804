import type { StallWatch } from './stall-watch.ts'

/** A fetch whose answers tell the watch of every piece that comes. */
export const watchedFetch =
  (fetch: typeof globalThis.fetch, watch: StallWatch): typeof globalThis.fetch =>
  async (input, init) => {
    const response = await fetch(input, init)
    watch.beat()
    return response.body ? new Response(watched(response.body, watch), response) : response
  }

function watched(body: ReadableStream<Uint8Array>, watch: StallWatch): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read()
      watch.beat()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
