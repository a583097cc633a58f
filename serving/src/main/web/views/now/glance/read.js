import { get, rows, serverNow } from '../../../shared/api.js';
import { catalogue, countOf } from '../../../shared/catalogue.js';

export const DAY = 86_400_000;
const MOST_ROWS = 10_000;
const MOST_GROUPS = 100;

/**
 * What a pipeline's dashboard declares to be worth a look, of the 24 hours that end with the window
 * that is going on; undefined where it declares none.
 */
export async function readGlance(pipeline) {
  const declared = catalogue.pipeline(pipeline).dashboard;
  if (!declared) {
    return undefined;
  }
  const rollup = catalogue.rollup(declared.rollup);
  const range = rangeOf(rollup);
  const measures = [countOf(rollup).name, declared.notable].filter(Boolean).join(',');
  const [total, whole, before, series, shares, tables] = await Promise.all([
    totals(rollup, { dimensions: '', measures, ...times(range) }),
    totals(rollup, { dimensions: '', measures: countOf(rollup).name, ...times(shortened(range, rollup)) }),
    totals(rollup, { dimensions: '', measures: countOf(rollup).name, ...times(shortened(range, rollup, DAY)) }),
    readSeries(rollup, declared, range),
    Promise.all(declared.shares.map((breakdown) => readGroups(breakdown, true))),
    Promise.all(declared.tables.map((breakdown) => readGroups(breakdown, false))),
  ]);
  return { declared, rollup, range, total: total.rows[0], whole: whole.rows[0], before: before.rows[0], series, shares, tables };
}

function rangeOf({ size }) {
  const to = Math.floor(serverNow() / size) * size + size;
  return { from: to - DAY, to };
}

/** The windows that are over, so many ms earlier: what is going on is compared with nothing. */
function shortened({ from, to }, { size }, earlier = 0) {
  return { from: from - earlier, to: to - size - earlier };
}

function times({ from, to }) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function totals(rollup, parameters) {
  return get('api/v1/totals', { rollup: rollup.name, ...parameters });
}

/** Windows of the declared lines; those that overlap others are left out. */
async function readSeries(rollup, { lines, notable }, range) {
  const dimensions = [...new Set(lines.map(({ dimension }) => dimension).filter(Boolean))];
  const measures = [...new Set([...lines.map(({ measure }) => measure), ...(notable ? [notable] : [])])];
  if (!measures.length) {
    return { rows: [] };
  }
  const answer = await rows(
    'api/v1/query',
    {
      rollup: rollup.name,
      dimensions: dimensions.join(','),
      measures: measures.join(','),
      ...times(range),
      limit: MOST_ROWS,
    },
    MOST_ROWS,
  );
  const apart = ({ window_start: start }) => rollup.slide === rollup.size || Date.parse(start) % rollup.size === 0;
  return { ...answer, rows: answer.rows.filter(apart) };
}

/** Groups by a dimension, those with most events first, and the question they answer. */
async function readGroups({ rollup: name, dimension }, onlyCounts) {
  const rollup = catalogue.rollup(name);
  const count = countOf(rollup).name;
  const question = {
    dimensions: dimension,
    ...(onlyCounts ? { measures: count } : {}),
    order: `-${count}`,
    limit: MOST_GROUPS,
    ...times(rangeOf(rollup)),
  };
  const answer = await totals(rollup, question);
  return { ...answer, rollup, dimension, count, question: { rollup: name, ...question } };
}
