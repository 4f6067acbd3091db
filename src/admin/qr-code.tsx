import type { JSX } from 'preact';
import QRCode from 'qrcode';

const QUIET_MODULES = 4;

/** A picture for a phone's camera. `label`: what it is for, for those who do not see it. */
export function QrCode({ content, label }: { content: string; label: string }): JSX.Element {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET_MODULES;
  const dark = Array.from(modules.data, (value, index) => {
    if (!value) return '';
    const x = (index % modules.size) + QUIET_MODULES;
    const y = Math.floor(index / modules.size) + QUIET_MODULES;
    return `M${x} ${y}h1v1h-1z`;
  });
  return (
    <div class="qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
        <rect width={size} height={size} fill="#fff" />
        <path d={dark.join('')} fill="#000" />
      </svg>
    </div>
  );
}
