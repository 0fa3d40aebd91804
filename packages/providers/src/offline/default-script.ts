import type { Script } from './script.ts'

/** What the offline model says to anybody: that it is none, and how to get one. */
export const defaultScript: Script = {
  name: 'offline',
  rules: [],
  otherwise: {
    text: [
      'I am the offline model: a script, not a language model. I cannot read your request, and I did nothing about it.',
      '',
      'To talk to a real model, do one of these:',
      '',
      '- set a key and name a model: `export OPENAI_API_KEY=…`, then `harness --model openai "task"`; the others are ANTHROPIC_API_KEY, DEEPSEEK_API_KEY, DASHSCOPE_API_KEY, OPENROUTER_API_KEY, GROQ_API_KEY, MISTRAL_API_KEY, XAI_API_KEY and GEMINI_API_KEY;',
      '- use a server on this machine: `harness --model ollama/<model> "task"` (also vllm, sglang, llamacpp, lmstudio);',
      '- use any other OpenAI-compatible endpoint: `harness --base-url <url> --model <model> "task"`.',
      '',
      '`harness doctor` says what is configured, `harness models` which models there are. `harness demo` shows what the harness does, with a script that fixes a failing test.',
    ].join('\n'),
  },
}
