const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu

/** A text as a part of a line: white space and controls are one space, and it is cut after `most` characters. */
export function oneLine(text: string, most = 200): string {
  // What is cut away is not looked at: a text may have megabytes.
  const line = text
    .slice(0, most * 4)
    .toWellFormed()
    .replaceAll(controls, ' ')
    .trim()
  if (line.length <= most && text.length <= most * 4) return line
  return `${line.slice(0, most - 1).toWellFormed()}…`
}

/** The same between quotes. */
export const quoted = (text: string, most = 120): string => `"${oneLine(text, most)}"`
