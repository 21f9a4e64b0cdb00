import type { Ecosystem } from './model.ts'

/** Keys of services with language models. Applications read them when they run; a build seldom needs one. */
export const languageModels: Ecosystem = {
  id: 'languageModels',
  title: 'The SDK',
  files: [],
  variables: `OPENAI_API_KEY OPENAI_ADMIN_KEY OPENAI_WEBHOOK_SECRET AZURE_OPENAI_API_KEY ANTHROPIC_API_KEY
    ANTHROPIC_AUTH_TOKEN ANTHROPIC_FOUNDRY_API_KEY ANTHROPIC_WEBHOOK_SIGNING_KEY GEMINI_API_KEY MISTRAL_API_KEY
    COHERE_API_KEY CO_API_KEY GROQ_API_KEY TOGETHER_API_KEY REPLICATE_API_TOKEN`
    .split(/\s+/)
    .map(name => ({ name, holds: 'token', readByMany: true })),
  tools: [],
  references: [
    'https://github.com/openai/openai-python',
    'https://github.com/anthropics/anthropic-sdk-python',
    'https://ai.google.dev/gemini-api/docs/api-key',
  ],
}
