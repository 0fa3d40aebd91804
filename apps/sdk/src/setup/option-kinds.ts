// What the value of an option may be: the name of a kind ends the sentence that refuses another.

const isText = (value: unknown) => typeof value === 'string'
const isFunction = (value: unknown) => typeof value === 'function'
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown, least: number) =>
  typeof value === 'number' && Number.isFinite(value) && value >= least
const isCount = (value: unknown, least: number) =>
  Number.isSafeInteger(value) && isNumber(value, least)
const isListOf = (value: unknown, isOne: (each: unknown) => boolean) =>
  Array.isArray(value) && value.every(isOne)
const isLayer = (value: unknown) => ['user', 'project', 'local'].some((layer) => layer === value)
const isTool = (value: unknown) =>
  isObject(value) &&
  'name' in value &&
  isText(value.name) &&
  (('handler' in value && isFunction(value.handler)) || ('run' in value && isFunction(value.run)))

export const kinds = {
  /** It is looked at where it is read, and before anything is begun. */
  anything: () => true,
  'a text': isText,
  'true or false': (value) => typeof value === 'boolean',
  'true, false or "required"': (value) => typeof value === 'boolean' || value === 'required',
  'true, false or "force"': (value) => typeof value === 'boolean' || value === 'force',
  'a number of 0 or above': (value) => isNumber(value, 0),
  'a number above 0': (value) => isNumber(value, Number.MIN_VALUE),
  'a whole number of 0 or above': (value) => isCount(value, 0),
  'a whole number above 0': (value) => isCount(value, 1),
  'a list': Array.isArray,
  'a list of functions': (value) => isListOf(value, isFunction),
  'a list of texts': (value) => isListOf(value, isText),
  'a list of "user", "project" and "local"': (value) => isListOf(value, isLayer),
  'a list of tools, which have a name and a handler': (value) => isListOf(value, isTool),
  'an object': isObject,
  'an object of texts': (value) =>
    isObject(value) &&
    Object.values(value).every((each) => each === undefined || typeof each === 'string'),
  'a text or an object': (value) => isText(value) || isObject(value),
  '"files", "memory" or a store': (value) =>
    value === 'files' || value === 'memory' || isObject(value),
  '"native" or "text"': (value) => value === 'native' || value === 'text',
  'a function': isFunction,
  'an AbortSignal': (value) => value instanceof AbortSignal,
} satisfies Record<string, (value: unknown) => boolean>

export type Kind = keyof typeof kinds
