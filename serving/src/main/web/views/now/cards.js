import { html } from '../../libraries/lit-html/lit-html.js';
import { changes } from '../../shared/changes.js';
import { dateTime, number, rate } from '../../shared/format.js';
import { freshness } from '../../shared/freshness.js';
import { sparkline } from '../../shared/sparkline.js';

/** The figures that say whether a pipeline is well. */
export function cards(pipeline, { pulse, positions }) {
  const fresh = changes.of(pipeline)?.fresh_until ?? pulse?.freshUntil;
  const speed = positions?.queries.find(({ query }) => query === 'speed');
  return html`<div class="cards small">
    ${card('events per minute', pulse?.rate == null ? '-' : rate(pulse.rate), pulse
      ? sparkline(pulse.values, 'Events per minute')
      : null)}
    ${card('newest event', freshness(fresh), dateTime(fresh))}
    ${card('waiting in Kafka', speed ? number(speed.lag) : '-', 'records that do not count yet')}
  </div>`;
}

/** A figure with what it is and what goes with it. */
export function card(label, value, below) {
  return html`<div class="card"><p class="label">${label}</p>
    <p class="value">${value}</p><p class="quiet">${below}</p></div>`;
}
