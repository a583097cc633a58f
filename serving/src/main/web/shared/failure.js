import { html } from '../libraries/lit-html/lit-html.js';

/** What went wrong and what to do, in place of what cannot be shown. */
export function failure(problem) {
  const title = problem instanceof TypeError ? 'The server does not answer' : problem.title;
  return html`<p class="failure" role="alert">${title ? html`<strong>${title}.</strong> ` : null}${problem.message}</p>`;
}
