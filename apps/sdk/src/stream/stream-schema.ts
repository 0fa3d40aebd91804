/** Where the schema stands once this package is published: it is one of its files. */
const id = 'https://unpkg.com/@harness/sdk/stream.schema.json'

/** The JSON Schema of a line of the public stream, draft 7; the same as `@harness/sdk/stream.schema.json`. */
export async function streamSchema(): Promise<object> {
  const kernel = await import('@harness/kernel')
  return kernel.streamSchema(id)
}
