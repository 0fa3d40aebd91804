/** An error that a client library makes of an answer with a status of failure. */
interface StatusError extends Error {
  status?: number | undefined
  headers?: Headers | undefined
  /** The parsed body, or what is in its member `error`. */
  error?: unknown
}

type Made<Thing> = abstract new (...args: never[]) => Thing

/** A client library, as far as a wire needs it. The clients of OpenAI and Anthropic are of this shape. */
export interface HttpClient {
  client: {
    /** Posts the text as it is. Rejects with one of `errors` for an answer that is no success. */
    post(
      path: string,
      options: { body: string; headers: Record<string, string>; signal: AbortSignal },
    ): { asResponse(): Promise<Response> }
  }
  /** What its errors are told apart by. */
  errors: { APIError: Made<StatusError>; APIConnectionError: Made<Error> }
}
