import { get, serverNow } from './api.js';
import { catalogue } from './catalogue.js';
import { counts } from './series.js';

const WINDOWS = 60;
const MINUTE = 60_000;

/**
 * How fast events come: events per minute of the last windows, and of the newest that is over.
 *
 * @returns rate and freshUntil, null where nothing was sent; the times and values of a sparkline
 */
export async function pulse(pipeline) {
  const { rollup, measure } = catalogue.rate(pipeline);
  const answer = await get('api/v1/query', {
    rollup: rollup.name,
    dimensions: '',
    measures: measure.name,
    order: '-window_start',
    limit: WINDOWS,
  });
  const { times, values } = counts(answer.rows, measure.name, rollup.slide, WINDOWS);
  const perMinute = values.map((value) => (value * MINUTE) / rollup.size);
  const over = times.filter((time) => time + rollup.size <= serverNow()).length;
  return {
    rate: over ? perMinute[over - 1] : null,
    newest: times.length ? times[times.length - 1] + rollup.size : null,
    times: times.slice(0, over),
    values: perMinute.slice(0, over),
    freshUntil: answer.fresh_until,
    horizon: answer.horizon,
  };
}
