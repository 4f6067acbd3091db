import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    reporters: ['default', './tests/support/closing-line.ts'],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
