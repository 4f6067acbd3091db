import type { Print } from '../domain/prints.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import type { SheetKind } from '../domain/values/shipment.ts';

/** The empty Excel sheets of a shipment. Each is made once, and again when the lab's letterhead has changed. */
export function createSheetTemplates({
  lab,
  print,
}: {
  lab(): LabSettings;
  print: Print;
}): (kind: SheetKind) => Promise<Uint8Array> {
  // Three at most.
  const kept = new Map<SheetKind, { under: string; made: Promise<Uint8Array> }>();
  return (kind) => {
    const { name, letterhead, address, phone, email } = lab();
    const head = { name, letterhead, address, phone, email };
    const under = JSON.stringify(head);
    const known = kept.get(kind);
    if (known?.under === under) return known.made;
    const made = print('sheetTemplate', { kind, lab: head });
    const mine = { under, made };
    kept.set(kind, mine);
    // What failed is made anew for the next one who asks.
    made.catch(() => {
      if (kept.get(kind) === mine) kept.delete(kind);
    });
    return made;
  };
}
