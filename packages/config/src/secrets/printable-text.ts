import { isSecretKey } from './is-secret-key.ts'

/** Addresses without user and password, and no value behind a name that sounds like a secret. */
export function printableText(text: string): string {
  return text
    .replaceAll(/:\/\/[^\s/?#]*@/gu, `://***@`)
    .replaceAll(/([\w-]{1,64})=([^\s&#]+)/gu, (whole, name: string) =>
      isSecretKey(name) ? `${name}=***` : whole,
    )
}
