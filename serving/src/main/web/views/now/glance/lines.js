import '../../../shared/chart.js';
import { html, svg } from '../../../libraries/lit-html/lit-html.js';
import { dateTime, words } from '../../../shared/format.js';
import { lines as linesOf } from '../../../shared/series.js';
import { behind } from '../../../shared/table.js';

/** The declared lines over 24 hours, and what is worth a look as bars on an axis of its own. */
export function lines({ declared, rollup, series: { rows } }) {
  const drawn = [...declared.lines.map((line) => lineOf(line, rollup)), ...(declared.notable ? [barsOf(declared.notable)] : [])];
  if (!drawn.length || !rows.length) {
    return null;
  }
  const { times, values } = linesOf(rows, rollup.slide === rollup.size ? rollup.slide : rollup.size, () => 'all', () => null);
  const places = new Map(times.map((time, place) => [time, place]));
  const series = drawn.map((one, place) => ({
    ...one,
    quiet: place > 0 && !one.bars,
    focus: true,
    values: one.read(rows, places, [...values.values()][0]),
  }));
  const barsFirst = [...series].sort((one, other) => Boolean(other.bars) - Boolean(one.bars));
  const label = `24 hours: ${drawn.map(({ name }) => name).join(', ')}`;
  const zero = declared.lines.every(({ measure }) => rollup.numbers.find(({ name }) => name === measure)?.zero);
  return html`<figure class="wide">
    <figcaption>24 hours</figcaption>
    <ul class="legend">${series.map((one) => html`<li>${swatch(one)} ${named(one)}${one.bars ? ' (axis at the right)' : ''}</li>`)}</ul>
    <line-chart .lines=${{ label, unit: '', zero, times, series: barsFirst }}></line-chart>
    ${behind(
      label,
      [
        { label: 'window', of: (time) => dateTime(time) },
        ...series.map((one) => ({ label: named(one), numeric: true, of: (time) => one.values[places.get(time)] })),
      ],
      [...times].reverse(),
    )}
  </figure>`;
}

function named({ name, unit }) {
  return unit ? `${name}, ${unit}` : name;
}

function lineOf({ label, unit, measure, dimension, value }, rollup) {
  const column = rollup.numbers.find(({ name }) => name === measure);
  return {
    name: label,
    unit: unit ?? column.unit,
    read: (rows, places, empty) =>
      placed(rows.filter((row) => !dimension || String(row[dimension]) === value), places, empty, (row) => column.of(row)),
  };
}

/** Counts of all groups of a window together. */
function barsOf(measure) {
  return {
    name: words(measure),
    unit: '',
    bars: true,
    read: (rows, places, empty) => placed(rows, places, empty, (row, sum) => (sum ?? 0) + Number(row[measure])),
  };
}

function placed(rows, places, empty, valueOf) {
  const values = [...empty];
  for (const row of rows) {
    const place = places.get(Date.parse(row.window_start));
    const value = valueOf(row, values[place]);
    values[place] = value === null || value === undefined ? null : Number(value);
  }
  return values;
}

/** How a series is drawn, beside its name. */
function swatch({ bars, quiet }) {
  const drawn = bars
    ? svg`<rect x="8" y="2" width="8" height="10"></rect>`
    : svg`<line x1="0" x2="24" y1="7" y2="7" stroke-dasharray=${quiet ? '4 3' : 'none'}></line>`;
  return html`<svg class="swatch" viewBox="0 0 24 14" aria-hidden="true">${drawn}</svg>`;
}
