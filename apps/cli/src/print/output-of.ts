import type { OutputFormat } from '../parse/flags.ts'
import { jsonOutput, streamJsonOutput } from './json-output.ts'
import type { Output } from './output.ts'
import { TextOutput } from './text-output.ts'

/** The output of a `--output-format`. */
export function outputOf(format: OutputFormat): Output {
  switch (format) {
    case 'text':
      return new TextOutput()
    case 'json':
      return jsonOutput
    case 'stream-json':
      return streamJsonOutput
  }
}
