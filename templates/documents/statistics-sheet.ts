import ExcelJS from 'exceljs';
import type { Figure, Step } from '../../src/domain/statistics/values.ts';
import { chartTitle, measureName, rowName, rowsName } from './charts/words.ts';
import { safeCell } from './safe-cell.ts';

const TEAL = 'FF10776E';

/** The table of a chart as a workbook: heading, frozen header, numbers as numbers. */
export async function statisticsSheet(
  figure: Figure,
  { step, subtitle }: { step: Step; subtitle: string },
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const title = chartTitle(figure.chart, 'id');
  const sheet = workbook.addWorksheet(title.slice(0, 31), { views: [{ state: 'frozen', ySplit: 4 }] });
  sheet.columns = [{ width: 38 }, ...figure.measures.map(() => ({ width: 21 }))];
  sheet.addRow([title]).font = { bold: true, size: 14 };
  sheet.addRow([safeCell(subtitle)]).font = { color: { argb: 'FF5B6469' } };
  sheet.addRow([]);
  const head = sheet.addRow([
    rowsName(figure.chart, step, 'id'),
    ...figure.measures.map((measure) => measureName(measure, 'id')),
  ]);
  head.font = { bold: true, color: { argb: 'FFFFFFFF' } };
  head.eachCell((cell, place) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: TEAL } };
    cell.alignment = { horizontal: place === 1 ? 'left' : 'right', wrapText: true, vertical: 'middle' };
  });
  for (const row of figure.rows)
    sheet.addRow([safeCell(rowName(figure, row, step, 'id')), ...row.values.map((value) => value ?? '')]);
  figure.measures.forEach((measure, place) => {
    sheet.getColumn(place + 2).numFmt = measure === 'medianDays' ? '0.0' : '#,##0';
  });
  // Its type says Buffer of another Node; these are the bytes.
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
