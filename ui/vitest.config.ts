import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['browser'] },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    // They take JSON in as bundlers do, and Node itself doesn't.
    server: { deps: { inline: [/@actions\//] } },
  },
});
