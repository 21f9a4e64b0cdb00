import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDockerfileName } from '../../server/src/workspace/dockerfileNames.ts'

describe('A name is that of a Dockerfile', () => {
  const names = [
    'Dockerfile',
    'dockerfile',
    'Containerfile',
    'Dockerfile.prod',
    'Dockerfile-dev',
    'Dockerfile_gpu',
    'Dockerfile.alpine3.20',
    'Dockerfile.go',
    'api.Dockerfile',
    'api.dockerfile',
    'Containerfile.fedora',
    'DOCKERFILE',
  ]
  for (const name of names) it(`when it is ${name}`, () => assert.equal(isDockerfileName(name), true))

  const others = [
    'Dockerfile.dockerignore',
    'Dockerfile.md',
    'Dockerfile.j2',
    'Dockerfile.bak',
    'Dockerfile~',
    'dockerfile.go',
    'Dockerfile_test.go',
    'dockerfile-parser.ts',
    'Dockerfiles',
    'docker-compose.yml',
    'README.md',
    '.dockerignore',
  ]
  for (const name of others) it(`but not when it is ${name}`, () => assert.equal(isDockerfileName(name), false))
})
