import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A one-page report as a lab might print it, with the code and the name on it. Marked as a sample. */
export async function sampleReport(about: {
  code: string;
  personName: string;
  tests: string[];
}): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const regular = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  const line = (text: string, y: number, size = 11, font = regular) =>
    page.drawText(text, { x: 56, y, size, font });
  line('LAPORAN HASIL UJI', 770, 18, bold);
  line('CONTOH - data karangan', 748, 10);
  line(`Nomor: ${about.code}`, 710);
  line(`Nama: ${about.personName}`, 692);
  about.tests.forEach((test, index) => {
    line(`${index + 1}. ${test}: dalam batas rujukan`, 650 - index * 20);
  });
  return Buffer.from(await document.save());
}
