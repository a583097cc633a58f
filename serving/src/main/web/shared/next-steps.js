import { html } from '../libraries/lit-html/lit-html.js';

/** Whether nothing was ever sent: even the tables are made by the first job. */
export function nothingSent({ problem, freshUntil }) {
  return problem ? problem.kind === 'store-not-ready' : !freshUntil;
}

/** What to do as long as nothing has been sent. */
export function nextSteps(pipeline) {
  return html`<section class="note" aria-label="What to do next">
    <h2>Nothing has been sent yet</h2>
    <ol>
      <li>Start what archives and counts: <code>bin/crossroads stream --pipeline ${pipeline}</code></li>
      <li>Send simulated events: <code>bin/crossroads produce --pipeline ${pipeline}</code></li>
      <li>The first event shows here as soon as it counts; nothing is to be reloaded.</li>
    </ol>
  </section>`;
}
