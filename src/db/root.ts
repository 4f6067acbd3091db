import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder the product is installed in: the nearest one above with a package.json. */
export const installRoot: string = above(import.meta.dirname);

function above(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder)
    throw new Error('package.json not found above the program: is the installation complete?');
  return above(parent);
}
