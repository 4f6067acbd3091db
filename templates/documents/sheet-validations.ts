import type { DataValidation } from 'exceljs';
import type { SheetColumn } from '../../src/domain/values/sheet-columns.ts';

// Before it a spreadsheet knows no days.
const LONG_AGO = new Date('1900-03-01T00:00:00Z');

type Rule = Pick<DataValidation, 'type' | 'formulae'> & Partial<DataValidation>;

/** What a spreadsheet lets somebody type into a column, `first` being its first cell; undefined for anything. */
export function validationOf(column: SheetColumn, first: string): DataValidation | undefined {
  const rule = ruleOf(column, first);
  if (!rule) return undefined;
  return {
    ...rule,
    allowBlank: true,
    showInputMessage: true,
    promptTitle: column.heading,
    prompt: column.about,
    showErrorMessage: true,
    errorTitle: column.heading,
    error: column.about,
  };
}

function ruleOf({ content }: SheetColumn, first: string): Rule | undefined {
  switch (content.kind) {
    case 'choice':
      return { type: 'list', formulae: [`"${content.choices.map(({ written }) => written).join(',')}"`] };
    case 'whole':
      return { type: 'whole', operator: 'between', formulae: [content.min, content.max] };
    case 'decimal':
      return { type: 'decimal', operator: 'between', formulae: [content.min, content.max] };
    case 'words':
      return { type: 'textLength', operator: 'lessThanOrEqual', formulae: [content.atMost] };
    // Spaces and dots between the digits do no harm: they are taken out when the sheet is read.
    case 'nik':
      return { type: 'custom', formulae: [`LEN(SUBSTITUTE(SUBSTITUTE(${first}," ",""),".",""))=16`] };
    // As words a date is understood, too, so a spreadsheet set to English months refuses nobody.
    case 'day':
      return { type: 'date', operator: 'greaterThan', formulae: [LONG_AGO], errorStyle: 'warning' };
    case 'number':
    case 'phone':
    case 'time':
      return undefined;
  }
}
