/** Sends the requests of one session to where its prefix is cached: the session's part of a call's key. */
export const promptCacheKey = (key: string): string => key.replace(/\/[^/]*$/, '').slice(-64)
