/** What `harness init` writes: valid as it is, and every line of it can be turned on. */
export const starterConfig = `{
  // Configuration of harness. Everything is optional; harness config shows what it comes to, and where from.
  // Layers, the weakest first: the user's config.jsonc, .harness/config.jsonc, .harness/config.local.jsonc
  // (yours alone, not for git), the environment, flags.
  "$schema": "https://unpkg.com/@harness/sdk/config.schema.json",

  // The model, and what to go on with when it cannot answer.
  // "model": "anthropic/claude-sonnet-4-5",
  // "fallbackModels": ["ollama/qwen3"],

  // Addresses and keys. A secret is never written down, only where it is:
  // "env:NAME", "command:pass show openai", "keychain:SERVICE/ACCOUNT".
  // "providers": {
  //   "openai": { "apiKey": "env:OPENAI_API_KEY" },
  //   "my-server": { "baseUrl": "http://127.0.0.1:8000/v1" },
  // },

  // The bounds of one run.
  // "limits": { "maxTurns": 20, "maxCost": 1.5 },

  // What runs without a question. Deny wins over ask, ask over allow, whatever the layer.
  // "permissions": {
  //   "mode": "ask",
  //   "allow": ["edit(src/**)", "shell(npm test)"],
  //   "deny": ["web_fetch"],
  // },

  // Instructions beside AGENTS.md, and how much of the repository a new session is shown for its task.
  // "instructions": ["docs/rules/*.md"],
  // "contextChars": 6000,

  // Long conversations are made shorter at this share of the model's window.
  // "compaction": { "at": 0.8 },

  // Subagents of your own.
  // "agents": {
  //   "reviewer": { "description": "Reviews a change.", "tools": ["read_file", "search", "git_*"] },
  // },
}
`
