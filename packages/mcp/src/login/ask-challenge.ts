import { extractWWWAuthenticateParams, type FetchLike } from '@modelcontextprotocol/client'

/** What a server asks for before it answers. */
export interface Challenge {
  scope?: string | undefined
  metadataUrl?: string | undefined
  /** Whether it asks for anything. */
  isAsked: boolean
}

/** Asks a server what it wants of who is not logged in. */
export async function askChallenge(url: URL, fetchFn: FetchLike): Promise<Challenge> {
  const response = await fetchFn(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'tools/list', params: {} }),
  })
  return { ...challengeOf(response), isAsked: response.status === 401 }
}

/** What an answer says of the rights that it takes. */
export function challengeOf(response: Response): Omit<Challenge, 'isAsked'> {
  const { scope, resourceMetadataUrl } = extractWWWAuthenticateParams(response)
  return {
    ...(scope !== undefined && { scope }),
    ...(resourceMetadataUrl && { metadataUrl: resourceMetadataUrl.href }),
  }
}
