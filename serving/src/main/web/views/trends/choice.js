import { serverNow } from '../../shared/api.js';
import { catalogue } from '../../shared/catalogue.js';

const HOUR = 3_600_000;

/** Ranges up to now; an address that is to stay the same has `from` and `to` instead. */
export const RANGES = [
  { name: '1h', label: 'last hour', length: HOUR },
  { name: '24h', label: 'last 24 hours', length: 24 * HOUR },
  { name: '7d', label: 'last 7 days', length: 168 * HOUR },
  { name: '30d', label: 'last 30 days', length: 720 * HOUR },
];

/** What an address says is to be shown; where it says nothing, a day of the finest rollup. */
export function chosen(pipeline, parameters) {
  const rollups = catalogue.finest(pipeline);
  const rollup = rollups.find(({ name }) => name === parameters.get('rollup')) ?? rollups[0];
  const dimension = parameters.get('by');
  const by = dimension === 'all' ? undefined : known(rollup.dimensions, dimension)?.name;
  return {
    rollup,
    by,
    measure: known(rollup.numbers, parameters.get('measure')),
    focus: parameters.get('focus') ?? undefined,
    compare: parameters.has('compare'),
    ...range(parameters),
  };
}

function known(all, name) {
  return all.find((one) => one.name === name) ?? all[0];
}

function range(parameters) {
  const from = instant(parameters.get('from'));
  const to = instant(parameters.get('to'));
  if (from && to && from < to) {
    return { from, to };
  }
  const preset = RANGES.find(({ name }) => name === parameters.get('range')) ?? RANGES[1];
  const now = Math.ceil(serverNow() / 60_000) * 60_000;
  return { preset: preset.name, from: now - preset.length, to: now };
}

function instant(text) {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** The same choice over the time just before, as long as it. */
export function shifted(choice) {
  const length = choice.to - choice.from;
  return { ...choice, from: choice.from - length, to: choice.from };
}

/** The question to the API that a choice stands for. */
export function question({ rollup, by, from, to, measure, compare }) {
  return {
    rollup: rollup.name,
    dimensions: compare ? '' : (by ?? ''),
    measures: measure.measure,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  };
}
