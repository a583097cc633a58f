import { html, render } from '../../libraries/lit-html/lit-html.js';
import { get } from '../../shared/api.js';
import { catalogue } from '../../shared/catalogue.js';
import { whenChanged } from '../../shared/changes.js';
import { card } from './card.js';
import { nextSteps, nothingSent } from '../../shared/next-steps.js';
import { pulse } from '../../shared/pulse.js';
import { rejectedShare } from './rejected.js';
import { newestProofs, proofLine } from '../../shared/proof.js';

/** All pipelines at a glance. */
export function open(root) {
  const pulses = new Map();
  const shares = new Map();
  let links = [];
  let proofs;
  const draw = () => render(page(pulses, shares, links, proofs), root);

  const watches = catalogue.names().map((name) =>
    whenChanged(name, async () => {
      try {
        pulses.set(name, await pulse(name));
        shares.set(name, await rejectedShare(name));
      } catch (problem) {
        pulses.set(name, { problem });
      }
      draw();
      return 'problem' in pulses.get(name);
    }),
  );
  watches.push(
    whenChanged(null, async () => {
      proofs = await newestProofs().catch(() => undefined);
      draw();
      return proofs === undefined;
    }),
  );
  get('api/v1/links').then((answer) => {
    links = answer.links;
    draw();
  }, () => {});
  const clock = setInterval(draw, 1_000);
  draw();
  return {
    redraw: draw,
    close() {
      clearInterval(clock);
      watches.forEach((end) => end());
    },
  };
}

function page(pulses, shares, links, proofs) {
  const names = catalogue.names();
  const empty = pulses.size === names.length && [...pulses.values()].every(nothingSent);
  return html`
    <h1>Pipelines</h1>
    ${empty ? nextSteps(names[0]) : null}
    <div class="cards">${names.map((name) => card(name, pulses.get(name), shares.get(name)))}</div>
    ${empty ? null : proofLine(proofs)}
    <h2>Other pages</h2>
    <ul class="links">
      <li><a href="#/trust">Trust</a><span class="quiet"> positions, lag and what the batch layer covers</span></li>
      <li><a href="#/api">API</a><span class="quiet"> every question, to be tried</span></li>
      ${links.map(({ name, address }) => html`<li><a href=${address} rel="noreferrer">${name}</a></li>`)}
    </ul>
  `;
}
