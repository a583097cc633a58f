import { html, svg } from '../../libraries/lit-html/lit-html.js';
import { SEVERITIES } from '../../shared/alerts.js';
import { worst } from './latest.js';

const WIDEST = 840;
const HEIGHT = 240;
const MARGIN = 30;

/** What is left and right of the map on a narrow screen. */
const BORDERS = 40;

/** Units of the drawing within which places are one. */
const TOGETHER = 14;
const MOST_NAMES = 4;
const RADIANS = Math.PI / 180;

/** Kilometres of a degree of latitude. */
const DEGREE = 111.2;

/**
 * A map of the entities that send coordinates, drawn from those alone: north is up, a kilometre is as
 * long in either direction.
 */
export function map(pipeline, rows, alerts) {
  const names = pipeline.fields.map(({ name }) => name);
  const places = names.includes('latitude') && names.includes('longitude') ? rows.filter(hasPlace) : [];
  if (!places.length) {
    return null;
  }
  const plane = places.map(({ key, event }) => ({
    key,
    x: Number(event.longitude),
    y: Number(event.latitude),
  }));
  const width = Math.max(280, Math.min(WIDEST, document.documentElement.clientWidth - BORDERS));
  const { at, kilometres } = projection(plane, width);
  return html`<section aria-label="Map">
    <h2>Map</h2>
    <svg class="map" viewBox="0 0 ${width} ${HEIGHT}" role="img"
      aria-label="Map of ${plane.length} places; the table of latest values has their coordinates">
      ${groups(plane, at).map((group) => dot(group, width, worstOf(group.keys, alerts)))}
      ${scale(kilometres, width)}
    </svg>
  </section>`;
}

function hasPlace({ event }) {
  return event.latitude != null && event.longitude != null;
}

function projection(plane, width) {
  const xs = plane.map(({ x }) => x);
  const ys = plane.map(({ y }) => y);
  const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  const narrow = Math.max(0.01, Math.cos(middle.y * RADIANS));
  const wide = Math.max(1e-4, (Math.max(...xs) - Math.min(...xs)) * narrow);
  const high = Math.max(1e-4, Math.max(...ys) - Math.min(...ys));
  const zoom = Math.min((width - 4 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high);
  return {
    at: ({ x, y }) => [
      width / 2 + (x - middle.x) * narrow * zoom,
      HEIGHT / 2 - (y - middle.y) * zoom,
    ],
    kilometres: zoom / DEGREE,
  };
}

/** Places that would be drawn over each other, as one with the names of all. */
function groups(plane, at) {
  const found = [];
  for (const place of plane) {
    const [x, y] = at(place);
    const near = found.find((group) => Math.hypot(group.x - x, group.y - y) < TOGETHER);
    if (near) {
      near.keys.push(place.key);
    } else {
      found.push({ keys: [place.key], x, y });
    }
  }
  return found;
}

function worstOf(keys, alerts) {
  const its = keys.map((key) => worst(key, alerts));
  return SEVERITIES.find((name) => its.includes(name));
}

function dot({ keys, x, y }, width, severity) {
  const named = keys.slice(0, MOST_NAMES).join(', ');
  const label = keys.length > MOST_NAMES ? `${named} and ${keys.length - MOST_NAMES} more` : named;
  const right = x > width / 2;
  return svg`<g class="place ${severity ? severity.toLowerCase() : ''}">
    <circle cx=${x.toFixed(1)} cy=${y.toFixed(1)} r=${severity ? 6 : 4}></circle>
    <text x=${(x + (right ? -9 : 9)).toFixed(1)} y=${(y + 4).toFixed(1)}
      text-anchor=${right ? 'end' : 'start'}>${label}${severity ? ` (${severity.toLowerCase()})` : ''}</text></g>`;
}

/** A bar of a round length, at most a quarter of the width. */
function scale(pixelsPerKilometre, width) {
  const most = width / 4 / pixelsPerKilometre;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map((factor) => factor * power).find((candidate) => candidate <= most);
  const label = length < 1 ? `${Math.round(length * 1_000)} m` : `${length} km`;
  return svg`<g class="scale"><line x1="10" x2=${(10 + length * pixelsPerKilometre).toFixed(1)}
    y1=${HEIGHT - 10} y2=${HEIGHT - 10}></line><text x="10" y=${HEIGHT - 16}>${label}</text></g>`;
}
