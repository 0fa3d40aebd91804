/** An id or a name in the letters that the API takes. Those of another provider's calls may hold others. */
export const wireName = (name: string): string => name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 128)
