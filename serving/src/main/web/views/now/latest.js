import { html } from '../../libraries/lit-html/lit-html.js';
import { serverNow } from '../../shared/api.js';
import { entityText, severity, SEVERITIES } from '../../shared/alerts.js';
import { age, dateTime, text, words } from '../../shared/format.js';
import { table } from '../../shared/table.js';

/** The latest event of each entity; one with an open alert says so. */
export function latest(pipeline, answer, alerts) {
  const fields = pipeline.fields.filter(({ name }) => name !== pipeline.entity);
  const numeric = ({ type }) => type === 'decimal' || type === 'whole';
  return html`<section aria-label="Latest values">
    <h2>Latest values</h2>
    ${answer.more ? html`<p class="quiet">Only the first ${answer.rows.length}.</p>` : null}
    ${table(
      'Latest value of each entity',
      [
        { label: words(pipeline.entity), of: (row) => row.key },
        { label: 'alert', of: (row) => worst(row.key, alerts), show: (name) => (name ? severity(name) : null) },
        ...fields.map((field) => ({
          label: field.unit ? `${words(field.name)}, ${field.unit}` : words(field.name),
          numeric: numeric(field),
          of: (row) => row.event[field.name],
          ...(field.type === 'time' ? { show: dateTime } : field.unit === 'degrees' ? { show: text } : {}),
        })),
        { label: 'heard', numeric: true, of: (row) => `${age(serverNow() - Date.parse(row.heard_at))} ago`, show: text },
      ],
      answer.rows,
    )}
  </section>`;
}

/** The worst severity of an entity's open alerts. */
export function worst(key, alerts) {
  const its = alerts.filter(({ entity }) => entityText(entity) === key).map((alert) => alert.severity);
  return SEVERITIES.find((name) => its.includes(name));
}
