import { html } from '../libraries/lit-html/lit-html.js';
import { get, serverNow } from './api.js';
import { age, dateTime, number } from './format.js';
import { table } from './table.js';

const PATH = 'api/v1/reconciliations';

/** The newest run of reconcile of each pipeline. */
export async function newestProofs() {
  return (await get(PATH, { only: 'newest' })).rows;
}

/** The newest runs of a pipeline. */
export async function proofs(pipeline, most) {
  return (await get(PATH, { pipeline, limit: most })).rows;
}

/** The proof in one line: when reconcile ran last, how much it compared, and what was wrong. */
export function proofLine(rows) {
  if (!rows) {
    return null;
  }
  if (!rows.length) {
    return html`<p class="proof quiet">No proof yet: <code>bin/crossroads reconcile --pipeline all --cells</code></p>`;
  }
  const wrong = rows.filter(({ exact }) => !exact).map(({ pipeline }) => pipeline);
  const oldest = rows.reduce((one, other) => (one.ended_at < other.ended_at ? one : other));
  return html`<p class="proof">${verdict(!wrong.length)} ${wrong.length
      ? `in ${wrong.join(', ')}`
      : `for ${rows.length === 1 ? rows[0].pipeline : `${rows.length} pipelines`}`}:
    ${number(sum(rows, 'records'))} records, each in one row; ${number(sum(rows, 'cells'))} cells compared with the
    archive, <strong>${number(sum(rows, 'cells_differ'))}</strong> differ. Last
    <a href="#/trust">reconcile</a> ${age(serverNow() - Date.parse(oldest.ended_at))} ago, ${dateTime(oldest.ended_at)}.</p>`;
}

/** Whether all fits together, by sign and word. */
function verdict(exact) {
  return exact
    ? html`<span class="exact"><span aria-hidden="true">✓</span> Exact</span>`
    : html`<span class="severity high"><span aria-hidden="true">▲</span> Not exact</span>`;
}

/** Runs of reconcile as rows. */
export function proofTable(pipeline, rows) {
  if (!rows) {
    return null;
  }
  if (!rows.length) {
    return html`<p class="quiet">Not reconciled yet: <code>bin/crossroads reconcile --pipeline ${pipeline} --cells</code></p>`;
  }
  const figure = (name, label = name) => ({ label, numeric: true, of: (row) => row[name] });
  return table(
    `Runs of reconcile of ${pipeline}`,
    [
      { label: 'reconciled', of: (row) => dateTime(row.ended_at) },
      { label: 'found', of: (row) => row.exact, show: verdict },
      figure('records'),
      figure('archived'),
      figure('rejected'),
      figure('missing'),
      figure('twice'),
      figure('unexpected'),
      figure('lost'),
      figure('cells', 'cells compared'),
      figure('cells_differ', 'cells that differ'),
      figure('findings', 'other findings'),
    ],
    rows,
  );
}

function sum(rows, member) {
  return rows.reduce((total, row) => total + Number(row[member] ?? 0), 0);
}
