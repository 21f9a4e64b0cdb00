// Bundles the extension's client, the language server and the command line.
import { build } from 'esbuild'
