export type ConfigErrorCode =
  /** A configuration file is there and cannot be read as one. */
  | 'unreadable_file'
  /** What stands in the layers is no configuration; `faults` has all of it. */
  | 'invalid_config'
  /** A schema that would drop unknown keys without a word. */
  | 'open_schema'
  /** A secret is not written as one of the forms of a reference. */
  | 'invalid_reference'
  /** There is a reference, and nothing to be had where it points. */
  | 'missing_secret'

/** One thing that is wrong, and where. No secret stands in it. */
export interface Fault {
  /** The layer it stands in; `merged` for a key that no layer sets. */
  readonly layer: string
  /** What names the place to a person: the file, the variable, the flag. */
  readonly label: string
  /** Where the layer is a file. */
  readonly file?: string
  /** From 1, where the layer is a text. */
  readonly line?: number
  /** From 1, in UTF-16 units, as editors count. */
  readonly column?: number
  /** `permissions.allowWrite[2]`; empty for the text as a whole. */
  readonly key: string
  /** Sentences: what is wrong, and what to do. */
  readonly message: string
}

export interface ConfigErrorOptions extends ErrorOptions {
  readonly faults?: readonly Fault[]
}

/** What this package throws. Its message holds no secret; of faults it has one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly code: ConfigErrorCode
  readonly faults: readonly Fault[]

  constructor(code: ConfigErrorCode, message: string, options: ConfigErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.faults = options.faults ?? []
  }
}

/** The error of these faults. */
export function errorOf(
  code: ConfigErrorCode,
  faults: readonly Fault[],
  options?: ErrorOptions,
): ConfigError {
  return new ConfigError(code, faults.map(lineOf).join('\n'), { ...options, faults })
}

function lineOf({ label, line, column, key, message }: Fault): string {
  const place = line === undefined ? label : `${label}:${line}:${column}`
  return [place, key, message].filter((part) => part !== '').join(': ')
}
