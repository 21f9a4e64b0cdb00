/**
 * A Dockerfile as people write them, repeated up to `lines` lines: stages with arguments, package installs over
 * several lines, copies, a here-document, and one leak in each stage.
 */
export function largeDockerfile(lines: number): string {
  const result = ['# syntax=docker/dockerfile:1', 'ARG VERSION=24']
  for (let index = 0; result.length < lines; index++) result.push(...stage(index))
  return `${result.slice(0, lines).join('\n')}\n`
}

/** A small one; `index` chooses its language, its details and whether it leaks (one of ten does). */
export function smallDockerfile(index: number): string {
  const [first = '', second = ''] = [...(applications[index % applications.length]?.(index) ?? [])]
  const leak = index % 10 === 0 ? `ARG NPM_TOKEN\nRUN npm config set //registry.example/:_authToken $NPM_TOKEN\n` : ''
  return `${first}${leak}${second}`
}

function stage(index: number): string[] {
  return [
    `FROM node:\${VERSION}-slim AS stage${index}`,
    'ARG NODE_ENV=production',
    'ARG NPM_TOKEN',
    `ENV PORT=80${index % 100} \\`,
    '    LANG=C.UTF-8',
    'WORKDIR /app',
    '# What the native modules are compiled with.',
    'RUN apt-get update \\',
    '    && apt-get install -y --no-install-recommends \\',
    '        ca-certificates \\',
    '        curl \\',
    '        git \\',
    '        python3 \\',
    '    && rm -rf /var/lib/apt/lists/*',
    'COPY package.json package-lock.json ./',
    'RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev',
    'COPY --chown=node:node . .',
    'RUN <<EOF',
    'set -e',
    'if [ "$NODE_ENV" = production ]; then',
    '  npm run build -- --minify',
    'fi',
    'EOF',
    `LABEL org.opencontainers.image.title="service ${index}"`,
    'EXPOSE 8080',
    'USER node',
    'HEALTHCHECK --interval=30s CMD curl -fsS http://localhost:8080/health || exit 1',
    'CMD ["node", "dist/index.js"]',
    '',
  ]
}

/** The start of the file, and the rest of it. */
const applications: readonly ((index: number) => readonly [string, string])[] = [
  index => [
    `FROM node:${18 + (index % 8)}-alpine AS build\nWORKDIR /app\nCOPY package*.json ./\n`,
    `RUN npm ci\nCOPY . .\nRUN npm run build\n\nFROM nginx:alpine\nCOPY --from=build /app/dist /usr/share/nginx/html\n`,
  ],
  index => [
    `FROM python:3.${9 + (index % 5)}-slim\nENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1\nWORKDIR /srv\n`,
    `COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["python", "-m", "app"]\n`,
  ],
  index => [
    `FROM golang:1.${20 + (index % 6)} AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\n`,
    `RUN go mod download\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n\nFROM scratch\nCOPY --from=build /app /app\nENTRYPOINT ["/app"]\n`,
  ],
  index => [
    `FROM debian:12-slim\nRUN apt-get update \\\n && apt-get install -y curl jq tool${index} \\\n && rm -rf /var/lib/apt/lists/*\n`,
    `COPY entrypoint.sh /\nRUN chmod +x /entrypoint.sh\nUSER 1000\nENTRYPOINT ["/entrypoint.sh"]\n`,
  ],
]
