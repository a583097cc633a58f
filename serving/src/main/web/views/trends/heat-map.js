import { html } from '../../libraries/lit-html/lit-html.js';
import { number, weekdayAndHour, weekdays, words, zoneName } from '../../shared/format.js';

const STEPS = 9;
const HOURS = [...Array(24).keys()];
const HOUR = 3_600_000;

/**
 * Hour by weekday, in the zone that is shown: the mean over the windows that begin in an hour. It is
 * a table, shaded, so that it needs no other behind it. Windows longer than an hour have none.
 */
export function heatMap({ rollup, measure }, answer) {
  if (rollup.size > HOUR || !answer.rows.length) {
    return null;
  }
  const means = meansOf(answer.rows, measure.of);
  const known = [...means.values()];
  const least = Math.min(...known);
  const greatest = Math.max(...known);
  const label = `Mean ${words(measure.name)}${measure.unit ? ` in ${measure.unit}` : ''} of a window, by hour and weekday in ${zoneName()}`;
  const step = (value) =>
    value === undefined ? 0 : greatest === least ? 5 : 1 + Math.round(((value - least) / (greatest - least)) * (STEPS - 1));
  return html`<section aria-label="Hour by weekday">
    <h2>Hour by weekday</h2>
    <p class="quiet">${label}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${label}>
      <table class="heat">
        <caption class="hidden">${label}</caption>
        <thead><tr><th scope="col"><span class="hidden">weekday</span></th>${HOURS.map((hour) => html`<th scope="col">${hour}</th>`)}</tr></thead>
        <tbody>
          ${weekdays().map(
            (name, day) => html`<tr><th scope="row">${name}</th>
              ${HOURS.map((hour) => {
                const mean = means.get(`${day + 1} ${hour}`);
                return html`<td class="heat-${step(mean)}">${number(mean)}</td>`;
              })}</tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function meansOf(rows, valueOf) {
  const sums = new Map();
  for (const row of rows) {
    const value = valueOf(row);
    if (value === null || value === undefined) {
      continue;
    }
    const { weekday, hour } = weekdayAndHour(row.window_start);
    const key = `${weekday} ${hour}`;
    const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, { sum: sum + Number(value), count: count + 1 });
  }
  return new Map([...sums].map(([key, { sum, count }]) => [key, sum / count]));
}
