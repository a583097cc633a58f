import { html } from '../../libraries/lit-html/lit-html.js';
import { catalogue } from '../../shared/catalogue.js';

/** What to do as long as nothing has been sent. */
export function nextSteps() {
  const first = catalogue.names()[0];
  return html`<section class="note" aria-label="What to do next">
    <h2>Nothing has been sent yet</h2>
    <ol>
      <li>Start the jobs that archive and count: <code>bin/crossroads stream --pipelines ${first}</code></li>
      <li>Send simulated events: <code>bin/crossroads produce --pipeline ${first}</code></li>
      <li>This page shows the first event as soon as it counts; nothing is to be reloaded.</li>
    </ol>
  </section>`;
}
