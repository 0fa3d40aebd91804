// Reads a log line by line and parses every line, keeping nothing: `<path>`.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const from = performance.now()
for await (const line of createInterface({ input: createReadStream(process.argv[2] ?? '') })) {
  JSON.parse(line)
}
console.log(performance.now() - from)
