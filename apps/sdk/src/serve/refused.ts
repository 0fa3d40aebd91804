/** What a client wants cannot be done; the message is for the client, and says what can. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
