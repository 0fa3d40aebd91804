/** A string with memory of its own: a part of a text keeps the whole of it alive. */
export const own = (text: string): string => Buffer.from(text).toString()
