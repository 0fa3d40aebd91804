import { isIP } from 'node:net'
import type { Fault } from '../files/fault.ts'
import { isPrivate } from './is-private.ts'

/** An address that may be fetched, as it is judged and shown; or why it may not. */
export function pageUrl(text: string, allowPrivate: boolean): URL | Fault {
  if (!URL.canParse(text)) return wrong(`${JSON.stringify(text)} is no address: write https://…`)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return wrong(`${url.protocol} addresses are not fetched: only http and https.`)
  }
  if (url.username !== '' || url.password !== '') {
    return wrong('An address with a user or a password in it is not fetched.')
  }
  url.hash = ''
  const address = addressOf(url)
  if (allowPrivate || address === undefined || !isPrivate(address)) return url
  return privateAddress(url.hostname)
}

/** The address of a host that is written as one; the parser has made every odd spelling plain. */
function addressOf({ hostname }: URL): string | undefined {
  const plain = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(plain) === 0 ? undefined : plain
}

export const privateAddress = (host: string): Fault => ({
  code: 'private_address',
  message: `${host} is an address of this machine or its network; only the public internet is fetched.`,
})

const wrong = (message: string): Fault => ({ code: 'invalid_url', message })
