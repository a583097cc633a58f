import './chart.js';
import { html } from '../libraries/lit-html/lit-html.js';
import { dateTime, number, text, words } from './format.js';
import { select } from './select.js';
import { lines } from './series.js';
import { behind } from './table.js';

/** More lines in a chart cannot be told apart, and more columns of a table cannot be read. */
const MOST_LINES = 24;

/**
 * A chart for each number of a rollup, with a line for each value of a dimension. One value at a
 * time is in focus: the reader's choice, or all of few.
 */
export function seriesCharts(rollup, answer, { by, focus, only }, setFocus) {
  if (!answer.rows.length) {
    return html`<p class="quiet">No windows in this range.</p>`;
  }
  const nameOf = (row) => (by ? text(row[by]) || '(none)' : 'all');
  const names = [...new Set(answer.rows.map(nameOf))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  const focused = names.includes(focus) ? focus : names.length === 1 ? names[0] : undefined;
  const numbers = only ? rollup.numbers.filter(({ name }) => name === only) : rollup.numbers;
  return html`
    ${names.length > 1 ? chips(by, names, focused, setFocus) : null}
    ${answer.more ? html`<p class="quiet">Only the first ${answer.rows.length} rows of the range.</p>` : null}
    <div class=${only ? 'charts one' : 'charts'}>
      ${numbers.map((column) => chart(rollup, answer, column, { nameOf, names, focused }))}
    </div>
  `;
}

function chips(by, names, focused, setFocus) {
  if (names.length > MOST_LINES) {
    return html`<div class="controls">${select(
        `In focus, by ${words(by)}`,
        [['', 'all'], ...names.map((name) => [name, name])],
        focused ?? '',
        (name) => setFocus(name || undefined),
      )}<span class="quiet">Charts have ${MOST_LINES} of ${number(names.length)}, that in focus among them.</span></div>`;
  }
  return html`<div class="chips" role="group" aria-label="In focus, by ${words(by)}">
    <button type="button" aria-pressed=${focused ? 'false' : 'true'} @click=${() => setFocus(undefined)}>all</button>
    ${names.map(
      (name) => html`<button type="button" aria-pressed=${name === focused ? 'true' : 'false'}
        @click=${() => setFocus(name)}>${name}</button>`,
    )}
  </div>`;
}

function chart(rollup, answer, column, { nameOf, names, focused }) {
  const { times, values } = lines(answer.rows, rollup.slide, nameOf, column.of);
  const shown = names.slice(0, MOST_LINES);
  if (focused && !shown.includes(focused)) {
    shown[shown.length - 1] = focused;
  }
  const series = shown
    .map((name) => ({ name, values: values.get(name), focus: !focused || name === focused }))
    .sort((one, other) => one.focus - other.focus);
  const label = `${words(column.name)}${column.unit ? `, ${column.unit}` : ''}`;
  const places = new Map(times.map((time, place) => [time, place]));
  const given = times.filter((time) => shown.some((name) => values.get(name)[places.get(time)] !== null));
  return html`<figure>
    <figcaption>${label}</figcaption>
    <line-chart .lines=${{ label, unit: column.unit, zero: column.zero, times, series }}></line-chart>
    ${behind(
      label,
      [
        { label: 'window', of: (place) => dateTime(place) },
        ...shown.map((name) => ({
          label: name,
          numeric: true,
          of: (time) => values.get(name)[places.get(time)],
        })),
      ],
      given.reverse(),
    )}
  </figure>`;
}
