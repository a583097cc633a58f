import { html } from '../libraries/lit-html/lit-html.js';

/** What went wrong and what to do, in place of what cannot be shown. */
export function failure(problem) {
  const title = problem.title ?? 'The server does not answer';
  return html`<p class="failure" role="alert"><strong>${title}.</strong> ${problem.message}</p>`;
}
