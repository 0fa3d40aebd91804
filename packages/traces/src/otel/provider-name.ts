/** What the conventions call providers that go by another name here; every other keeps its own. */
const names: Readonly<Record<string, string>> = {
  claude: 'anthropic',
  gemini: 'gcp.gemini',
  mistral: 'mistral_ai',
  xai: 'x_ai',
}

export const providerName = (provider: string): string =>
  Object.hasOwn(names, provider) ? (names[provider] ?? provider) : provider
