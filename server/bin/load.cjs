'use strict'

const { existsSync } = require('node:fs')
const { join } = require('node:path')

/** Runs a bundle; in a clone that was never built, says how to build it. */
module.exports = function load(name) {
  const bundle = join(__dirname, '..', 'dist', `${name}.cjs`)
  if (existsSync(bundle)) return require(bundle)
  console.error(`${bundle} is missing. Run "npm run build" in the root of the repository.`)
  process.exitCode = 2
}
