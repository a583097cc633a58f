import { html } from '../../libraries/lit-html/lit-html.js';
import { rows } from '../../shared/api.js';
import { day, number, words } from '../../shared/format.js';
import { table } from '../../shared/table.js';

const MOST_ROWS = 20_000;

/** The alerts of a range. */
export function readAlerts(pipeline, { from, to }, signal) {
  return rows(
    `api/v1/pipelines/${pipeline}/alerts`,
    { from: new Date(from).toISOString(), to: new Date(to).toISOString(), limit: 1_000 },
    MOST_ROWS,
    signal,
  );
}

/** How many alerts of each kind began on each day, in the zone that is shown. */
export function alertsByDay(declared, answer) {
  const kinds = declared.alerts.map(({ name }) => name);
  if (!kinds.length) {
    return null;
  }
  const counts = new Map();
  for (const { alert, started_at: started } of answer.rows) {
    const began = day(started);
    const its = counts.get(began) ?? new Map();
    counts.set(began, its.set(alert, (its.get(alert) ?? 0) + 1));
  }
  return html`<section aria-label="Alerts by day">
    <h2>Alerts by kind and day</h2>
    <p class="quiet">${number(answer.rows.length)} began in this range${answer.more ? ', and there are more' : ''}.</p>
    ${counts.size
      ? table(
          'Alerts that began on each day, by kind',
          [
            { label: 'day', of: ([began]) => began },
            ...kinds.map((kind) => ({ label: words(kind), numeric: true, of: ([, its]) => its.get(kind) ?? 0 })),
          ],
          [...counts],
        )
      : null}
  </section>`;
}
