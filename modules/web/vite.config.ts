import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Puts a `.br` beside every text file, for the server has no compressor of its own. */
function brotli(): Plugin {
  return {
    name: 'brotli-sidecars',
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        const source = file.type === 'chunk' ? file.code : file.source
        if (/\.(js|css|svg)$/.test(file.fileName)) {
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: brotliCompressSync(Buffer.from(source), {
              params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
            }),
          })
        }
      }
    },
  }
}

export default defineConfig({
  plugins: [react(), brotli()],
  build: {
    outDir: 'target/web',
    emptyOutDir: true,
    // A strict content security policy has no place for data: URIs of fonts.
    assetsInlineLimit: 0,
    target: 'es2023',
  },
  server: {
    proxy: { '/api': { target: 'https://localhost:8443', secure: false } },
  },
})
