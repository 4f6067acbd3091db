import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installRoot } from '../db/root.ts';
import type { Answer, Visit } from './visit.ts';

const require = createRequire(import.meta.url);
const own = (name: string): string => join(installRoot, 'src/admin/assets', name);

const ASSETS: Readonly<Record<string, { path: string; mimeType: string }>> = {
  'pico.min.css': { path: require.resolve('@picocss/pico/css/pico.min.css'), mimeType: 'text/css' },
  'htmx.min.js': { path: require.resolve('htmx.org/dist/htmx.min.js'), mimeType: 'text/javascript' },
  'admin.css': { path: own('admin.css'), mimeType: 'text/css' },
  'app.js': { path: own('app.js'), mimeType: 'text/javascript' },
  'writing.js': { path: own('writing.js'), mimeType: 'text/javascript' },
  'picking.js': { path: own('picking.js'), mimeType: 'text/javascript' },
  'icon.svg': { path: own('icon.svg'), mimeType: 'image/svg+xml' },
};

/** The style sheets and scripts our pages name; nothing else can be asked for. */
export function asset(visit: Visit): Answer {
  const name = visit.params.name ?? '';
  const found = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  return found ? { outcome: 'asset', ...found } : { outcome: 'notFound' };
}
