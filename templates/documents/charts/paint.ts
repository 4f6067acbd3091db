import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';

const require = createRequire(import.meta.url);

/** Sharp on a phone, and still a small file. */
const WIDTH_PIXELS = 1_200;

/**
 * The same picture as PNG, for WhatsApp. Only with our own letters: those of the machine may be others
 * or none, and then all words would silently be missing.
 *
 * @param options `fonts`: TTF files instead of ours
 */
export function paint(svg: string, { fonts = FONTS }: { fonts?: readonly string[] } = {}): Uint8Array {
  return new Resvg(svg, {
    font: { loadSystemFonts: false, fontFiles: [...fonts], defaultFontFamily: 'Inter' },
    fitTo: { mode: 'width', value: WIDTH_PIXELS },
  })
    .render()
    .asPng();
}

const FONTS = [
  require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
];
