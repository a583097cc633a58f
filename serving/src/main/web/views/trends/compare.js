import '../../shared/chart.js';
import { html } from '../../libraries/lit-html/lit-html.js';
import { dateTime, words } from '../../shared/format.js';
import { lines } from '../../shared/series.js';
import { behind } from '../../shared/table.js';

/** A range and the one before it, over each other: what is now in focus, what was before dashed. */
export function compare({ rollup, measure, from, to }, answer, before) {
  const length = to - from;
  const moved = before.rows.map((row) => ({
    ...row,
    window_start: new Date(Date.parse(row.window_start) + length).toISOString(),
    before: true,
  }));
  const { times, values } = lines(
    [...answer.rows, ...moved],
    rollup.slide,
    (row) => (row.before ? 'before' : 'now'),
    measure.of,
  );
  const none = Array(times.length).fill(null);
  const of = (name) => values.get(name) ?? none;
  const label = `${words(measure.name)}${measure.unit ? `, ${measure.unit}` : ''}: this range and the one before`;
  const series = [
    { name: 'before', values: of('before'), focus: false, quiet: true },
    { name: 'now', values: of('now'), focus: true },
  ];
  const column = (name) => ({
    label: name,
    numeric: true,
    of: (time) => of(name)[times.indexOf(time)],
  });
  return html`<figure>
    <figcaption>${label}</figcaption>
    <line-chart .lines=${{ label, unit: measure.unit, zero: measure.zero, times, series }}></line-chart>
    ${behind(label, [{ label: 'window', of: (time) => dateTime(time) }, column('now'), column('before')], times)}
  </figure>`;
}
