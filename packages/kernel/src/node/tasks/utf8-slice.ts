const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

/** The text of bytes that were cut off at their end: a character that is not all there is left out. */
export function textBefore(bytes: Uint8Array): string {
  let lead = bytes.length - 1
  while (lead > bytes.length - 4 && isContinuation(bytes[lead])) lead -= 1
  const first = bytes[lead] ?? 0
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
  return decode(lead + length > bytes.length ? bytes.subarray(0, lead) : bytes)
}

/** The text of bytes that were cut off at their start. */
export function textAfter(bytes: Uint8Array): string {
  let start = 0
  while (start < 3 && isContinuation(bytes[start])) start += 1
  return decode(bytes.subarray(start))
}

/** Bytes that are no UTF-8 become U+FFFD. */
export const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
