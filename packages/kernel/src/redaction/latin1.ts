// Bytes as a text in which each is a character: what is put into such a text comes out of it byte by byte.

/** What a call may be given as arguments. */
const piece = 8192

export function latin1Of(bytes: Uint8Array): string {
  // Pieces of a long text leave ten times as much behind as it is.
  if (bytes.every((byte) => byte < 0x80)) return new TextDecoder().decode(bytes)
  let text = ''
  for (let at = 0; at < bytes.length; at += piece) {
    text += String.fromCharCode(...bytes.subarray(at, at + piece))
  }
  return text
}

/** Of a text that such bytes were: what is in it beside them is lost. */
export const bytesOf = (latin1: string): Uint8Array => {
  const bytes = new Uint8Array(latin1.length)
  for (let at = 0; at < latin1.length; at++) bytes[at] = latin1.charCodeAt(at)
  return bytes
}

/** Whether a text stands for bytes. */
export const isLatin1 = (text: string): boolean => !/[^\0-\xff]/u.test(text)
