import { html } from '../../libraries/lit-html/lit-html.js';
import { changes } from '../../shared/changes.js';
import { number, percent, rate } from '../../shared/format.js';
import { freshness } from '../../shared/freshness.js';
import { sparkline } from '../../shared/sparkline.js';

/** A pipeline at a glance. */
export function card(name, pulse, share) {
  const state = changes.of(name);
  const fresh = state?.fresh_until ?? pulse?.freshUntil;
  return html`<section class="card" aria-label=${name}>
    <h2><a href="#/now/${name}">${name}</a></h2>
    ${line(pulse)}
    <dl>
      <dt>events per minute</dt>
      <dd>${pulse?.rate == null ? '-' : rate(pulse.rate)}</dd>
      <dt>newest event</dt>
      <dd>${freshness(fresh)}</dd>
      <dt>open alerts</dt>
      <dd class=${state?.open_alerts ? 'alerting' : ''}>${state ? number(state.open_alerts) : '-'}</dd>
      ${rejected(share)}
    </dl>
    <p class="more"><a href="#/trends/${name}">Trends<span class="hidden"> of ${name}</span></a></p>
  </section>`;
}

/** The sparkline, or in its place why there is none. */
function line(pulse) {
  if (!pulse) {
    return html`<p class="quiet">Loading</p>`;
  }
  if (pulse.problem) {
    return html`<p class="quiet">${pulse.problem.kind === 'store-not-ready' ? 'Nothing has been sent yet.' : pulse.problem.message}</p>`;
  }
  return sparkline(pulse.values, 'Events per minute');
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
