// What stands in the place of a secret: `[secret:9f2c4a71b03d]`, and `[secret:9f2c4a71b03d.url]` where it stood in another
// form than its own. The tag names the secret to whoever knows it, and says nothing to anybody else.

/** What every placeholder begins with. */
const opening = '[secret:'

/** What stands for a secret that nobody is to restore. */
export const mark = '[secret]'

const shape = /\[secret:[\da-f]{12}(?:\.[a-z\d]+)?\]/gu

export const placeholderOf = (tag: string, form: string): string =>
  form === '' ? `${opening}${tag}]` : `${opening}${tag}.${form}]`

/** Every text that has the shape of one, with its place. */
export const placeholdersIn = (text: string): { start: number; placeholder: string }[] =>
  text.includes(opening)
    ? [...text.matchAll(shape)].map(({ index, 0: placeholder }) => ({ start: index, placeholder }))
    : []

/** The text with what `of` answers for each placeholder in it; undefined leaves one as it is. */
export const replacePlaceholders = (
  text: string,
  of: (placeholder: string) => string | undefined,
): string =>
  text.includes(opening)
    ? text.replaceAll(shape, (placeholder) => of(placeholder) ?? placeholder)
    : text

const ofBytes = /(?<=\[secret:[\da-f]{12})(?:\.bytes|(\.json2?)bytes)(?=\])/gu

/**
 * Of bytes that were looked at one by one and are read as text from now on: what stands there comes back as text. A
 * placeholder of bytes would come back as each of them by itself, a secret with letters such as é as another one.
 */
export const readAsText = (text: string): string =>
  text.includes(opening) ? text.replaceAll(ofBytes, '$1') : text
