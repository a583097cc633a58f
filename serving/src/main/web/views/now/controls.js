import { html } from '../../libraries/lit-html/lit-html.js';
import { catalogue } from '../../shared/catalogue.js';
import { words } from '../../shared/format.js';
import { select } from '../../shared/select.js';

const MINUTE = 60_000;

/** How far back the series go. */
export const RANGES = [
  { name: '15m', label: '15 minutes', length: 15 * MINUTE },
  { name: '1h', label: '1 hour', length: 60 * MINUTE },
  { name: '6h', label: '6 hours', length: 360 * MINUTE },
  { name: '24h', label: '24 hours', length: 1_440 * MINUTE },
];

/** Which series are shown. */
export function controls(pipeline, { rollup, by, range }, change) {
  const rollups = catalogue.finest(pipeline);
  return html`<div class="controls">
    ${select(
      'Windows',
      rollups.map(({ name }) => [name, words(name)]),
      rollup.name,
      (name) => change({ rollup: name, by: undefined, focus: undefined }),
    )}
    ${rollup.dimensions.length > 1
      ? select(
          'By',
          rollup.dimensions.map(({ name }) => [name, words(name)]),
          by,
          (name) => change({ by: name, focus: undefined }),
        )
      : null}
    ${select(
      'Last',
      RANGES.map(({ name, label }) => [name, label]),
      range.name,
      (name) => change({ range: name }),
    )}
  </div>`;
}
