/** `Siti A.` for Siti Aminah: enough to know one's own people by. */
export function firstNameOf(personName: string): string {
  const [first = '', second] = personName.trim().split(/\s+/);
  const letter = second && /\p{L}/u.exec(second)?.[0];
  return letter ? `${first} ${letter.toUpperCase()}.` : first;
}
