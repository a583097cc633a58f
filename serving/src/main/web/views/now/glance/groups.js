import { html } from '../../../libraries/lit-html/lit-html.js';
import { url } from '../../../shared/api.js';
import { aligned, number, percent, text, words } from '../../../shared/format.js';
import { table } from '../../../shared/table.js';
import { banded } from './levels.js';

/** What each value of a dimension has in 24 hours, the one with most events first. */
export function groups({ declared }, { rollup, dimension, count, rows, more, question }) {
  if (!rows.length) {
    return null;
  }
  const columns = rollup.numbers.map((column) => columnOf(column, rollup, declared.levels, rows));
  columns.sort((one, other) => (other.name === count) - (one.name === count));
  const label = `24 hours by ${words(dimension)}`;
  return html`<section class="groups" aria-label=${label}>
    <h3>${label} <a class="button" href=${url('api/v1/totals', question)}>API call</a></h3>
    ${table(`${label}, the one with most ${words(count)} first`, [{ label: words(dimension), of: (row) => text(row[dimension]) || '(none)' }, ...columns], rows)}
    ${more ? html`<p class="quiet">Only the first ${number(rows.length)}.</p>` : null}
  </section>`;
}

function columnOf({ name, measure: from, unit, of }, rollup, levels, rows) {
  const { kind, field } = rollup.measures.find((measure) => measure.name === from);
  const level = kind === 'mean' && levels.find((one) => one.field === field);
  const write = aligned(rows.map(of));
  const shown = kind === 'share' ? { show: (value) => (value === null ? '' : percent(value)) } : {};
  return {
    name,
    label: unit ? `${words(name)}, ${unit}` : words(name),
    numeric: true,
    of,
    ...(level ? { show: (value) => banded(level, value, write) } : shown),
  };
}
