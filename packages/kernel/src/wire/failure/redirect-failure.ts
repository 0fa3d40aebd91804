import type { Failure } from '../../events/failure.ts'
import type { Endpoint } from './endpoint.ts'
import { redact } from './redact.ts'

export const isRedirect = (status: number | undefined): status is number =>
  status !== undefined && status >= 300 && status < 400

/** It sends us elsewhere: whether to go there is the person's to say, never the server's. */
export function redirectFailure(
  status: number,
  headers: Headers | undefined,
  { label, secrets }: Endpoint,
): Failure {
  const place = placeOf(headers?.get('location') ?? '', label)
  const message = `${label} redirects to ${redact(place, secrets)}; check the base URL.`
  return { code: 'fatal', message, status }
}

/** Where a `location` leads, without its query and its user, where keys may be. */
function placeOf(location: string, label: string): string {
  const base = `https://${label}`
  if (location === '' || !URL.canParse(location, base)) return 'nowhere'
  const { protocol, host, pathname } = new URL(location, base)
  return `${URL.canParse(location) ? `${protocol}//` : ''}${host}${pathname}`
}
