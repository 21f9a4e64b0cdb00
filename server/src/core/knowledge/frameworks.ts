import { frameworkFiles } from './files/frameworks.ts'
import type { Ecosystem, Tool } from './model.ts'

/**
 * Web frameworks. What they need to start is often asked for when the image compiles assets, and made up there. What
 * is written into pages has names that say so (`NEXT_PUBLIC_…`, `VITE_…`).
 */
export const frameworks: Ecosystem = {
  id: 'frameworks',
  title: 'The framework',
  files: frameworkFiles,
  variables: `RAILS_MASTER_KEY SECRET_KEY_BASE DEVISE_SECRET_KEY DJANGO_SECRET_KEY SECRET_KEY FLASK_SECRET_KEY APP_KEY
    APP_SECRET SYMFONY_DECRYPTION_SECRET`
    .split(/\s+/)
    .map(name => ({ name, holds: 'token', readByMany: true })),
  tools: [
    command(['rails', 'rake'], ['master.key', 'secrets.yml', 'database.yml', '.env']),
    command(['manage.py', 'django-admin', 'flask'], ['.env']),
    command(['artisan', 'console'], ['.env', 'parameters.yml', 'prod.decrypt.private.php']),
  ],
  references: [
    'https://guides.rubyonrails.org/security.html#custom-credentials',
    'https://docs.djangoproject.com/en/stable/ref/settings/#secret-key',
    'https://laravel.com/docs/encryption',
    'https://symfony.com/doc/current/configuration/secrets.html',
    'https://hexdocs.pm/phoenix/deployment.html',
    'https://docs.spring.io/spring-boot/reference/features/external-config.html',
  ],
}

/** It runs the code of the project. */
function command(commands: readonly string[], reads: readonly string[]): Tool {
  return { commands, consumers: [], reads, readsAnyVariable: true, ofApplication: true, persisting: [] }
}
