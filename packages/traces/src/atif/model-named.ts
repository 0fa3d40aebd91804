/** `provider/name`; of a name alone nobody knows the provider. */
export function modelNamed(name: string | null | undefined): { provider: string; id: string } {
  const [provider = '', ...rest] = (name ?? 'unknown').split('/')
  return rest.length > 0 ? { provider, id: rest.join('/') } : { provider: 'imported', id: provider }
}
