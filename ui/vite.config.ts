import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The window's content policy lets nothing in but our own files: nothing is inlined, nothing comes from elsewhere.
export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: { outDir: 'dist', target: 'safari15', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
