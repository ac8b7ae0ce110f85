import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { pretendard } from './vite.config';

// Every screen in every state, over the fixture host. No part of the app.
export default defineConfig({
  plugins: [pretendard(), svelte()],
  server: { port: 1430, strictPort: true, open: false, fs: { allow: ['..'] } },
  build: { outDir: 'dist-gallery', rollupOptions: { input: 'gallery.html' } },
});
