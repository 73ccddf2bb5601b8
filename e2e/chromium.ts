/** The Chromium that the tests drive, quiet on machines without a network. */
export const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

export const chromiumFlags = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
]

/** Chromium's software adapter: slow, but the same shaders and the same numbers as on a real GPU. */
export const webgpuFlags = [...chromiumFlags, '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']
