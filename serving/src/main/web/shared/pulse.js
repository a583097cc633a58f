import { get, serverNow } from './api.js';
import { catalogue } from './catalogue.js';
import { counts } from './series.js';

const WINDOWS = 60;
const MINUTE = 60_000;

/**
 * How fast events come: events per minute of the last windows, and of the newest that is over.
 * Windows without events count as 0 up to the present, so that a silent pipeline shows as one.
 *
 * @returns rate, newest (where the newest window ends, in ms) and freshUntil, each null where
 *     nothing was sent; values of a sparkline
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
  if (!answer.rows.length) {
    return { rate: null, newest: null, values: [], freshUntil: answer.fresh_until };
  }
  const newest = Date.parse(answer.rows[0].window_start) + rollup.size;
  const end = presentOf(newest, Date.parse(answer.fresh_until)) - rollup.size;
  const values = counts(answer.rows, measure.name, rollup.slide, end, WINDOWS).map(
    (count) => (count * MINUTE) / rollup.size,
  );
  return { rate: values[values.length - 1] ?? null, newest, values, freshUntil: answer.fresh_until };
}

/** The present in the events' own time, which is behind where old events are replayed. */
function presentOf(newest, freshUntil) {
  return serverNow() - Math.max(0, freshUntil - newest);
}
