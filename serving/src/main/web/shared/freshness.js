import { html } from '../libraries/lit-html/lit-html.js';
import { serverNow } from './api.js';
import { age } from './format.js';

/** ms after which a pipeline without a new event is called silent. */
const SILENT = 60_000;

/** How old the newest event that counts is; one that is old says so. */
export function freshness(freshUntil) {
  if (!freshUntil) {
    return 'none yet';
  }
  const old = serverNow() - Date.parse(freshUntil);
  return old < SILENT
    ? `${age(old)} ago`
    : html`<span class="severity medium"><span aria-hidden="true">◆</span> ${age(old)} ago</span>`;
}
