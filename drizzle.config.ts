import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  casing: 'snake_case',
  schema: [
    './src/domain/journal.ts',
    './src/domain/**/table.ts',
    './src/engine/tables.ts',
    './src/transports/*/table.ts',
  ],
  out: './migrations',
});
