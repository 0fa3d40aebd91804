import type { OutputFormat } from '../parse/flags.ts'
import { jsonOutput, streamJsonOutput } from './json-output.ts'
import type { Output } from './output.ts'
import type { Telling } from './progress.ts'
import { TextOutput } from './text-output.ts'

/** The output of a `--output-format`. */
export function outputOf(format: OutputFormat, telling: Telling): Output {
  switch (format) {
    case 'text':
      return new TextOutput(telling)
    case 'json':
      return jsonOutput(telling)
    case 'stream-json':
      return streamJsonOutput(telling)
  }
}
