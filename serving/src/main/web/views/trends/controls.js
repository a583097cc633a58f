import { html } from '../../libraries/lit-html/lit-html.js';
import { catalogue } from '../../shared/catalogue.js';
import { words, zone, zoneName } from '../../shared/format.js';
import { select } from '../../shared/select.js';
import { RANGES } from './choice.js';

/** What is shown, and of which time. */
export function controls(pipeline, choice, change) {
  const { rollup, by, measure, preset, from, to } = choice;
  return html`<div class="controls">
    ${select(
      'Windows',
      catalogue.finest(pipeline).map(({ name }) => [name, words(name)]),
      rollup.name,
      (name) => change({ rollup: name, by: undefined, measure: undefined, focus: undefined }),
    )}
    ${select(
      'Measure',
      rollup.numbers.map(({ name }) => [name, words(name)]),
      measure.name,
      (name) => change({ measure: name }),
    )}
    ${select(
      'By',
      [...rollup.dimensions.map(({ name }) => [name, words(name)]), ['all', 'nothing: all together']],
      by ?? 'all',
      (name) => change({ by: name, focus: undefined }),
    )}
    ${select(
      'Range',
      [...RANGES.map(({ name, label }) => [name, label]), ['', 'from and to']],
      preset ?? '',
      (name) =>
        change(
          name
            ? { range: name, from: undefined, to: undefined }
            : { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
        ),
    )}
    ${moment('From', from, (time) => change({ from: time, to: new Date(to).toISOString() }))}
    ${moment('To', to, (time) => change({ from: new Date(from).toISOString(), to: time }))}
    <label class="check"><input type="checkbox" .checked=${choice.compare}
      @change=${(event) => change({ compare: event.target.checked ? 'before' : undefined })}>with the time before</label>
  </div>`;
}

function moment(label, time, change) {
  return html`<label>${label} (${zoneName()})
    <input type="datetime-local" .value=${written(time)}
      @change=${(event) => event.target.value && change(read(event.target.value))}></label>`;
}

function written(time) {
  const offset = zone() === 'UTC' ? 0 : new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offset).toISOString().slice(0, 16);
}

function read(text) {
  return new Date(zone() === 'UTC' ? `${text}Z` : text).toISOString();
}
