import { chromium, type Browser } from 'playwright-core'
import { findChromium } from './findChromium.mts'

/** A browser that nobody sees. */
export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: findChromium(), args: flags })
}

const flags = [
  '--no-sandbox', // Chromium refuses to run as root otherwise; it sees nothing but our own editor.
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
