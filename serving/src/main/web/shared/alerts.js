import { html } from '../libraries/lit-html/lit-html.js';
import { table } from './table.js';
import { dateTime, text, words } from './format.js';

const SIGNS = { HIGH: '▲', MEDIUM: '◆', LOW: '●' };

/** The order of severities, the worst first. */
export const SEVERITIES = ['HIGH', 'MEDIUM', 'LOW'];

/** A severity by colour, sign and word. */
export function severity(name) {
  return html`<span class="severity ${name.toLowerCase()}"><span aria-hidden="true">${SIGNS[name]}</span>
    ${name.toLowerCase()}</span>`;
}

/** What an alert is about, as text. */
export function entityText(entity) {
  return Object.values(entity).map(text).join(', ');
}

/** Alerts as rows. */
export function alertTable(caption, alerts) {
  return table(
    caption,
    [
      { label: 'severity', of: (alert) => alert.severity, show: severity },
      { label: 'alert', of: (alert) => words(alert.alert) },
      { label: 'about', of: (alert) => entityText(alert.entity) },
      { label: 'since', of: (alert) => dateTime(alert.started_at) },
      { label: 'until', of: (alert) => (alert.ended_at ? dateTime(alert.until) : 'goes on') },
    ],
    alerts,
  );
}
