// What strangers wrote is shown on terminals: nothing of it moves a cursor, sets a title or hides a line.
const controls = /(?![\t\n])[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** A text whose line ends are \n, without a byte order mark, and with \uFFFD for every other control character. */
export const plainText = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(controls, '\uFFFD')

/** The same on one line: white space of any kind and length is one space. */
export const plainLine = (text: string): string => plainText(text.replaceAll(/\s+/g, ' ').trim())
