/** What the bytes of an artifact say. */
export const parsedJson = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder().decode(bytes))
