import { html } from '../../libraries/lit-html/lit-html.js';
import { serverNow } from '../../shared/api.js';
import { changes } from '../../shared/changes.js';
import { age, number, percent } from '../../shared/format.js';
import { sparkline } from '../../shared/sparkline.js';

/** A pipeline at a glance. */
export function card(name, pulse, share) {
  const state = changes.of(name);
  const fresh = state?.fresh_until ?? pulse?.freshUntil;
  return html`<section class="card" aria-label=${name}>
    <h2><a href="#/now/${name}">${name}</a></h2>
    ${pulse ? sparkline(pulse.values, 'Events per minute') : html`<span class="quiet">loading</span>`}
    <dl>
      <dt>events per minute</dt>
      <dd>${pulse?.rate == null ? '-' : number(pulse.rate)}</dd>
      <dt>newest event</dt>
      <dd>${fresh ? `${age(serverNow() - Date.parse(fresh))} ago` : 'none yet'}</dd>
      <dt>open alerts</dt>
      <dd class=${state?.open_alerts ? 'alerting' : ''}>${state ? number(state.open_alerts) : '-'}</dd>
      ${rejected(share)}
    </dl>
    <p class="more"><a href="#/trends/${name}">Trends<span class="hidden"> of ${name}</span></a></p>
  </section>`;
}

function rejected(analysis) {
  const records = total(analysis, 'records');
  return records
    ? html`<dt>rejected</dt>
        <dd>${percent(total(analysis, 'rejected') / records)}</dd>`
    : null;
}

function total(analysis, column) {
  return (analysis?.rows ?? []).reduce((sum, row) => sum + Number(row[column]), 0);
}
