import { html, svg } from '../../../libraries/lit-html/lit-html.js';
import { number, percent, text, words } from '../../../shared/format.js';
import { table } from '../../../shared/table.js';

/** More parts of a ring cannot be told apart; the smallest are one. */
const MOST_PARTS = 6;

/** Parts that are smaller have no room for their number. */
const ROOM = 0.05;

/** The radius at which a circumference is 100. */
const RADIUS = 50 / Math.PI;

/** What part of all events each value of a dimension has: a ring, and the same as a table. */
export function shares({ rollup, dimension, count, rows, more }) {
  if (!rows.length) {
    return null;
  }
  const all = rows.reduce((sum, row) => sum + Number(row[count]), 0);
  const parts = rows.map((row, place) => ({
    place: place + 1,
    name: text(row[dimension]) || '(none)',
    count: row[count],
    share: Number(row[count]) / all,
  }));
  const label = `${words(count)} in 24 hours by ${words(dimension)}`;
  return html`<figure class="shares">
    <figcaption>${label}</figcaption>
    <div class="ring">
      <svg viewBox="0 0 42 42" role="img" aria-label="${label}: ${parts.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')}">
        ${arcs(parts)}
      </svg>
      ${table(
        label,
        [
          { label: 'part', numeric: true, of: (part) => part.place, show: partSwatch },
          { label: words(dimension), of: (part) => part.name },
          { label: words(count), numeric: true, of: (part) => part.count },
          { label: 'share', numeric: true, of: (part) => part.share, show: percent },
        ],
        parts,
      )}
    </div>
    ${more ? html`<p class="quiet">Only the first ${number(rows.length)}.</p>` : null}
  </figure>`;
}

/** The greatest first, clockwise from the top; each has the number that it has in the table. */
function arcs(parts) {
  let begun = 0;
  return joined(parts).map(({ label, place, share }) => {
    const start = begun;
    begun += share;
    const angle = 2 * Math.PI * (start + share / 2);
    return svg`<circle class="part-${Math.min(place, MOST_PARTS)}" cx="21" cy="21" r=${RADIUS.toFixed(4)}
        stroke-dasharray="${(share * 100).toFixed(3)} ${(100 - share * 100).toFixed(3)}"
        stroke-dashoffset=${(25 - start * 100).toFixed(3)}></circle>
      ${share < ROOM
        ? null
        : svg`<text x=${(21 + RADIUS * Math.sin(angle)).toFixed(2)} y=${(21 - RADIUS * Math.cos(angle)).toFixed(2)}>${label}</text>`}`;
  });
}

function joined(parts) {
  if (parts.length <= MOST_PARTS) {
    return parts.map((part) => ({ ...part, label: part.place }));
  }
  const first = parts.slice(0, MOST_PARTS - 1).map((part) => ({ ...part, label: part.place }));
  const share = parts.slice(MOST_PARTS - 1).reduce((sum, part) => sum + part.share, 0);
  return [...first, { place: MOST_PARTS, label: `${MOST_PARTS}+`, share }];
}

function partSwatch(place) {
  return html`<svg class="swatch part-${Math.min(place, MOST_PARTS)}" viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14"></rect></svg> ${place}`;
}
