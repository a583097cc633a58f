import { html } from '../libraries/lit-html/lit-html.js';
import { aligned, text } from './format.js';

/**
 * A table. A column is { name, label, numeric, of, show }: `of` gives the value of a row, `show` what
 * is shown of it.
 */
export function table(caption, columns, rows) {
  const shown = columns.map((column) => ({ ...column, show: column.show ?? writer(column, rows) }));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption class="hidden">${caption}</caption>
      <thead>
        <tr>${columns.map(({ label, numeric }) => html`<th scope="col" class=${side(numeric)}>${label}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${shown.map((column) => cell(column, row))}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function writer({ numeric, of }, rows) {
  return numeric ? aligned(rows.map(of)) : text;
}

function cell({ numeric, of, show }, row) {
  return html`<td class=${side(numeric)}>${show(of(row), row)}</td>`;
}

function side(numeric) {
  return numeric ? 'number' : '';
}

/** The table behind a chart, closed until somebody wants it. */
export function behind(caption, columns, rows) {
  return html`<details class="behind">
    <summary>Table<span class="hidden"> of ${caption}</span></summary>
    ${table(`Table of ${caption}`, columns, rows)}
  </details>`;
}
