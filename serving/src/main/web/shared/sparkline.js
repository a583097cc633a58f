import { html, svg } from '../libraries/lit-html/lit-html.js';
import { number } from './format.js';

const WIDTH = 160;
const HEIGHT = 32;

/** A small line without axes; its name says what it shows, its last value stands beside it. */
export function sparkline(values, label) {
  if (values.length < 2) {
    return html`<span class="quiet">no history yet</span>`;
  }
  const greatest = Math.max(...values, 1);
  const points = values
    .map((value, i) => {
      const x = (i / (values.length - 1)) * WIDTH;
      return `${x.toFixed(1)},${(HEIGHT - 1 - (value / greatest) * (HEIGHT - 2)).toFixed(1)}`;
    })
    .join(' ');
  const said = `${label}: ${number(Math.min(...values))} to ${number(greatest)}, last ${number(values[values.length - 1])}`;
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"
    aria-label=${said}>${svg`<polyline points=${points} vector-effect="non-scaling-stroke"></polyline>`}</svg>`;
}
