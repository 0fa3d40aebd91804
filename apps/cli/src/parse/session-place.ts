/** `ID` or `ID@SEQ`, taken apart; what follows the first `@` may be anything. */
export function sessionPlace(place: string): { id: string; seq: string | undefined } {
  const [, id = place, seq] = /^([^@]*)@(.*)$/su.exec(place) ?? []
  return { id, seq }
}
