const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

/** How many bytes there are without a last character that is not all there. */
export function wholeLength(bytes: Uint8Array): number {
  let lead = bytes.length - 1
  while (lead > bytes.length - 4 && isContinuation(bytes[lead])) lead -= 1
  const first = bytes[lead] ?? 0
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
  return lead + length > bytes.length ? Math.max(0, lead) : bytes.length
}

/** The text of bytes that were cut off at their end: a character that is not all there is left out. */
export const textBefore = (bytes: Uint8Array): string =>
  decode(bytes.subarray(0, wholeLength(bytes)))

/** The text of bytes that were cut off at their start. */
export function textAfter(bytes: Uint8Array): string {
  let start = 0
  while (start < 3 && isContinuation(bytes[start])) start += 1
  return decode(bytes.subarray(start))
}

/** Bytes that are no UTF-8 become U+FFFD. */
export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
