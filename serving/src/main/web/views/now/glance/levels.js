import { html } from '../../../libraries/lit-html/lit-html.js';

const SIGNS = { good: '✓', fair: '◆', poor: '▲' };

/** How a mean of a level is: good over its limit, poor under the other, fair between the two. */
function bandOf(level, mean) {
  if (mean > Number(level.good)) {
    return 'good';
  }
  return mean < Number(level.fair) ? 'poor' : 'fair';
}

/** A mean with its band by colour, sign and word; `write` gives its digits. */
export function banded(level, mean, write) {
  if (mean === null || mean === undefined) {
    return '';
  }
  const band = bandOf(level, Number(mean));
  return html`<span class="band ${band}"><span aria-hidden="true">${SIGNS[band]}</span> ${band}</span> ${write(mean)}`;
}
