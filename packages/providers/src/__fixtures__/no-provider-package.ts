// A package that makes something else.
export const createProvider = () => ({ name: 'acme' })
