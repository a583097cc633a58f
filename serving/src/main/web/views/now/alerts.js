import { html } from '../../libraries/lit-html/lit-html.js';
import { alertTable } from '../../shared/alerts.js';
import { number } from '../../shared/format.js';

/** How many alerts are open, the latest ones, and the open ones that began before those. */
export function alerts(open, latest, count = open.length) {
  const shown = new Set(latest.map(identity));
  const earlier = open.filter((alert) => !shown.has(identity(alert)));
  return html`<section aria-label="Alerts">
    <h2>Alerts <span class="badge ${count ? 'alerting' : ''}">${number(count)} open</span></h2>
    ${latest.length ? alertTable('Latest alerts', latest) : html`<p class="quiet">There has been none.</p>`}
    ${earlier.length
      ? html`<details class="behind">
          <summary>${number(earlier.length)} open that began earlier</summary>
          ${alertTable('Open alerts that began earlier', earlier)}
        </details>`
      : null}
  </section>`;
}

function identity({ alert, entity, started_at: started }) {
  return JSON.stringify([alert, entity, started]);
}
