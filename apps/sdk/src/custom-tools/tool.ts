import type { z } from 'zod'

/** What the handler of a tool is given beside its arguments. */
export interface ToolExtra {
  /** Fires when the call is cancelled, or the run is stopped. */
  signal: AbortSignal
  /** The folder the session works in, an absolute real path. */
  workspace: string
  /** Names this effect for ever: the same after a crash, another in a fork. Hand it on to what can be done only once. */
  key: string
  /** Shows a person how far it is. Not recorded. */
  progress(text: string): void
}

/** A piece of what a handler answers. */
export type ToolPart =
  | { type: 'text'; text: string }
  /** `data`: base64; `mimeType`: such as `image/png`. */
  | { type: 'image'; data: string; mimeType: string }

/**
 * What a handler answers: a text; parts, where `isError` tells the model that it failed; or anything that JSON can say,
 * as that. Nothing is `done`.
 */
export type ToolAnswer =
  | string
  | number
  | boolean
  | null
  | undefined
  | void
  | { content: readonly ToolPart[]; isError?: boolean }
  | object

/** What a tool does, in the words of the Model Context Protocol. */
export interface ToolAnnotations {
  /** It changes nothing: after a crash it is done again. */
  readOnlyHint?: boolean
  /** Doing it twice is as doing it once: after a crash it is done again. */
  idempotentHint?: boolean
  /** It can do harm: it is asked about as changes are. */
  destructiveHint?: boolean
}

/** What else is said of a tool. */
export interface ToolOptions {
  annotations?: ToolAnnotations
}

/** A tool of a program's own, for `options.tools`. Made by `tool`. */
export interface CustomTool<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string
  readonly description: string
  readonly shape: Shape
  readonly annotations: ToolAnnotations
  handler(args: z.infer<z.ZodObject<Shape>>, extra: ToolExtra): ToolAnswer | Promise<ToolAnswer>
}

/**
 * A tool that runs in this process, for `options.tools`. `shape` is an object of schemas of zod 4. Arguments that do not
 * fit do not reach the handler: the model is told what is wrong with them, as it is told what the handler throws. It is
 * the program's own, and runs without being asked about, unless it is destructive or a rule or a hook speaks of it.
 * Unless its annotations say that it may be done again, a call whose end a crash swallowed is not: the model is told.
 */
export function tool<Shape extends z.ZodRawShape>(
  name: string,
  description: string,
  shape: Shape,
  handler: CustomTool<Shape>['handler'],
  { annotations = {} }: ToolOptions = {},
): CustomTool<Shape> {
  return { name, description, shape, annotations, handler }
}
