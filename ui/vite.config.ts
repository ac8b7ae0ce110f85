import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Pretendard's style sheet under the name that our pictures have for the font. It lies beside the page, so text waits
 * for it: shown in another font first, all of it would be drawn twice. */
export const ours = (css: string): string =>
  css.replaceAll("'Pretendard Variable'", 'Pretendard').replaceAll('font-display: swap', 'font-display: block');

/** Has the page's font be ours. */
export function pretendard(): Plugin {
  return {
    name: 'pretendard',
    transform: (css, id) => (id.endsWith('/styles/fonts.css') ? ours(css) : undefined),
  };
}

// The window's content policy lets nothing in but our own files: nothing is inlined, nothing comes from elsewhere.
export default defineConfig({
  plugins: [pretendard(), svelte()],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: { outDir: 'dist', target: 'safari15', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
