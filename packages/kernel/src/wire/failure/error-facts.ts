import { listOf, numberOf, recordOf, textOf } from '../read-json.ts'

/** What a server said of an error, in the fields of any dialect. */
export interface ErrorFacts {
  status: number | undefined
  /** Codes and types, in lower case. */
  names: readonly string[]
  /** The members of the request it complains about. */
  params: readonly string[]
  message: string | undefined
}

/** Reads the error object of a body or of a chunk; it may be text, a list (Gemini), or nested. */
export function errorFacts(error: unknown, status?: number): ErrorFacts {
  const outer = recordOf(Array.isArray(error) ? error[0] : error)
  const inner = recordOf(outer?.['error']) ?? outer
  const named = [inner, recordOf(inner?.['innererror']), recordOf(inner?.['inner_error'])]
  const names = named.flatMap((each) => ['code', 'type', 'status', 'error_type'].map(fieldOf(each)))
  const details = listOf(inner?.['detail']).map(recordOf)
  return {
    status: status ?? statusIn(inner),
    names: names.flatMap((name) => textOf(name)?.toLowerCase() ?? []),
    params: [inner?.['param'], ...details.map((detail) => listOf(detail?.['loc']).at(-1))].flatMap(
      (param) => textOf(param) ?? [],
    ),
    message:
      textOf(error) ??
      textOf(inner?.['message']) ??
      textOf(inner?.['error']) ??
      textOf(inner?.['detail']) ??
      textOf(details[0]?.['msg']),
  }
}

const fieldOf = (record: Record<string, unknown> | undefined) => (name: string) => record?.[name]

/** An error inside a stream has no status line; servers write the status into the object. */
function statusIn(error: Record<string, unknown> | undefined): number | undefined {
  const said = [error?.['status_code'], error?.['code'], error?.['status']].map(numberOf)
  return said.find((status) => status !== undefined && status >= 400 && status < 600)
}
