import { z } from 'zod';

/** The list of what a backup holds: its last entry. */
export const MANIFEST = 'manifest.json';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const schema = z.object({
  madeAt: z.iso.datetime(),
  files: z.array(z.object({ path: z.string().min(1).max(500), sizeBytes: z.int().min(0), sha256 })),
  /** By the path of the database. */
  databases: z.record(
    z.string(),
    z.object({
      schema: sha256,
      tables: z.record(z.string(), z.object({ rows: z.int().min(0), sha256 })),
    }),
  ),
});

/** What a backup holds, file by file and table by table. */
export type Manifest = z.infer<typeof schema>;

/** As it is put into the archive. */
export const writtenManifest = (manifest: Manifest): string => JSON.stringify(manifest);

/** Reads one back; undefined when it is none. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
