import '../../shared/chart.js';
import { html } from '../../libraries/lit-html/lit-html.js';
import { get } from '../../shared/api.js';
import { dateTime, number, words } from '../../shared/format.js';
import { behind } from '../../shared/table.js';

const HOUR = 3_600_000;
const MOST_ROWS = 1_000;
const MOST_HOURS = 168;

/** Rejected records of a pipeline by hour and reason. */
export function readRejections(pipeline) {
  return get(`api/v1/pipelines/${pipeline}/rejections`, { limit: MOST_ROWS });
}

/** A line for each reason over the hours; an hour without rejected records is 0. */
export function rejections(pipeline, answer) {
  if (!answer?.counted_until) {
    return null;
  }
  if (!answer.rows.length) {
    return html`<p class="quiet">Nothing was rejected up to ${dateTime(answer.counted_until)}.</p>`;
  }
  const newest = Date.parse(answer.counted_until);
  const oldest = Date.parse(answer.rows[answer.rows.length - 1].hour);
  const first = Math.max(oldest, newest - (newest % HOUR) - MOST_HOURS * HOUR);
  const times = [];
  for (let time = first - HOUR; time <= newest; time += HOUR) {
    times.push(time);
  }
  const counts = new Map(answer.rows.map((row) => [`${Date.parse(row.hour)} ${row.reason}`, Number(row.records)]));
  const reasons = [...new Set(answer.rows.map(({ reason }) => reason))].sort();
  const of = (time, reason) => counts.get(`${time} ${reason}`) ?? 0;
  const label = `Rejected records of ${pipeline} in each hour, by reason`;
  const series = reasons.map((reason) => ({
    name: words(reason),
    values: times.map((time) => of(time, reason)),
    focus: true,
  }));
  return html`<figure>
    <figcaption>Rejected in each hour: ${reasons.map((reason) => `${words(reason)} ${number(total(answer, reason))}`).join(', ')};
      counted up to ${dateTime(answer.counted_until)}</figcaption>
    <line-chart .lines=${{ label, unit: '', zero: true, times, series }}></line-chart>
    ${behind(
      label,
      [
        { label: 'hour', of: (time) => dateTime(time) },
        ...reasons.map((reason) => ({ label: words(reason), numeric: true, of: (time) => of(time, reason) })),
      ],
      [...times].reverse(),
    )}
  </figure>`;
}

function total(answer, wanted) {
  return answer.rows.reduce((sum, { reason, records }) => sum + (reason === wanted ? Number(records) : 0), 0);
}
