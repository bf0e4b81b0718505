import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';

/** The code is plain React; these names put Preact behind it. Without them it runs on React. */
export const runtime = {
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
  'react-dom/client': 'preact/compat/client',
  'react-dom/test-utils': 'preact/test-utils',
  'react-dom': 'preact/compat',
  react: 'preact/compat',
  // What wouter brings for older versions of React.
  'use-sync-external-store/shim/index.js': 'preact/compat',
};

const apiServer = process.env.MARQUEE_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [tailwindcss()],
  resolve: {
    alias: [
      ...Object.entries(runtime).map(([find, replacement]) => ({
        find: new RegExp(`^${find}$`),
        replacement,
      })),
      { find: '@', replacement: fileURLToPath(new URL('./src', import.meta.url)) },
    ],
  },
  server: { host: '127.0.0.1', proxy: { '/api': apiServer } },
  preview: { host: '127.0.0.1', proxy: { '/api': apiServer } },
  build: {
    manifest: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      onwarn(warning, warn) {
        // Libraries mark client code for server rendering, which this build has no use for.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    alias: { '@testing-library/react': '@testing-library/preact' },
    server: { deps: { inline: [/@radix-ui/, /@tanstack/, /wouter/, /lucide-react/] } },
  },
});
