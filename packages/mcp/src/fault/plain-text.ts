// What a server wrote is shown on terminals: nothing of it moves a cursor, sets a title or hides a line.
const controls = /(?![\t\n])[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** A text whose line ends are \n, with \uFFFD for every other control character. */
export const plainText = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(controls, '\uFFFD')

/** The same on one line of at most a thousand characters. */
export const plainLine = (text: string): string =>
  plainText(text.slice(0, 4000).replaceAll(/\s+/g, ' ').trim()).slice(0, 1000)
