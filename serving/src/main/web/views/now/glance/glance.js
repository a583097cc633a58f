import { html } from '../../../libraries/lit-html/lit-html.js';
import { dateTime } from '../../../shared/format.js';
import { failure } from '../../../shared/failure.js';
import { entityCard, eventCards, levelCard } from './cards.js';
import { groups } from './groups.js';
import { lines } from './lines.js';
import { shares } from './shares.js';

/** The last 24 hours at a glance: cards, and what the pipeline declares of lines, shares and tables. */
export function glance(pipeline, { read, problem }, entities) {
  if (!pipeline.dashboard && !entities) {
    return null;
  }
  return html`<section aria-label="Last 24 hours">
    <h2>At a glance</h2>
    ${problem ? failure(problem) : null}
    <div class="cards small">
      ${entities ? entityCard(pipeline, entities) : null} ${read ? eventCards(read) : null}
      ${entities ? (pipeline.dashboard?.levels ?? []).map((level) => levelCard(pipeline, level, entities.rows)) : null}
    </div>
    ${read ? day(read) : pipeline.dashboard && !problem ? html`<p class="quiet">Loading</p>` : null}
  </section>`;
}

function day(read) {
  return html`
    <div class="day">${lines(read)} ${read.shares.map(shares)}</div>
    ${read.tables.map((table) => groups(read, table))}
    <p class="quiet">From ${dateTime(read.range.from)} to ${dateTime(read.range.to)}, with the window that is going on.</p>
  `;
}
