import { text } from './format.js';

/** What a spreadsheet would take for a formula, although it is somebody's text. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as RFC 4180 has them, with a heading. */
export function csv(columns, rows) {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((values) => values.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function quoted(value) {
  const plain = text(value);
  const number = plain !== '' && !Number.isNaN(Number(plain));
  const safe = !number && FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Gives the reader a file. */
export function download(name, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
