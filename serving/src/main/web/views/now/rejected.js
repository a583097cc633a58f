import { html } from '../../libraries/lit-html/lit-html.js';
import { dateTime, words } from '../../shared/format.js';
import { table } from '../../shared/table.js';

/** What a text would do instead of being seen: orders to a terminal, and turns of direction. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Characters of a value that are seen without a click. */
const SHORT = 160;

/** The newest rejected records: why, and what they say. */
export function rejected(rows) {
  return html`<section aria-label="Newest rejected records">
    <h2>Newest rejected records</h2>
    ${rows.length
      ? table(
          'Rejected records, the newest first',
          [
            { label: 'appended', of: (row) => dateTime(row.append_time) },
            { label: 'reason', of: (row) => words(row.reason) },
            { label: 'field', of: (row) => row.field ?? '' },
            { label: 'partition', numeric: true, of: (row) => row.partition },
            { label: 'offset', numeric: true, of: (row) => row.offset },
            { label: 'bytes', numeric: true, of: (row) => row.bytes },
            { label: 'begins with', of: (row) => visible(row.value), show: raw },
          ],
          rows,
        )
      : html`<p class="quiet">There has been none.</p>`}
  </section>`;
}

/** A text in which nothing is unseen: a character that is, by its number. */
export function visible(value) {
  return value.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function raw(value) {
  if (!value) {
    return html`<span class="quiet">nothing</span>`;
  }
  return value.length <= SHORT
    ? html`<code class="raw">${value}</code>`
    : html`<details>
        <summary><code class="raw">${value.slice(0, SHORT)}</code></summary>
        <code class="raw">${value.slice(SHORT)}</code>
      </details>`;
}
