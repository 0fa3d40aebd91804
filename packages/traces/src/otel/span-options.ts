import type { Hash } from '@harness/kernel'
import type { AttributeValue } from './attributes.ts'

/** How a trace becomes spans. */
export interface OtelOptions {
  /**
   * Messages, instructions, tool definitions, arguments and results too, which the conventions leave out unless somebody
   * wants them. Default: false.
   */
  content?: boolean
  /** Takes out of a text what nobody may read. Default: nothing. */
  mask?: (text: string) => string
  /** What the artifacts say that configurations name, for content: the prompt and the tools. */
  texts?: ReadonlyMap<Hash, string>
  /** What the agent of a root session is called. Default: `harness`, or the agent of an imported trajectory. */
  agent?: string
  /** What else is said of the resource: `service.name` and the like. */
  resource?: Readonly<Record<string, AttributeValue>>
}

/** The options as spans are made with. */
export interface Saying {
  content: boolean
  mask: (text: string) => string
  texts: ReadonlyMap<Hash, string>
}

export const sayingOf = ({ content = false, mask, texts }: OtelOptions): Saying => ({
  content,
  mask: mask ?? ((text) => text),
  texts: texts ?? new Map(),
})
