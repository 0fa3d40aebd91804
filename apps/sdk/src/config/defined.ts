type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the keys whose value is undefined, so that it hides nothing when it is spread. */
export function defined<T extends Readonly<Record<string, unknown>>>(values: T): Defined<T> {
  const kept: Defined<T> = {}
  for (const key in values) {
    const value = values[key]
    if (isDefined(value)) kept[key] = value
  }
  return kept
}

const isDefined = <T>(value: T): value is Exclude<T, undefined> => value !== undefined
