import { html, render } from './libraries/lit-html/lit-html.js';
import { catalogue } from './shared/catalogue.js';
import { changes } from './shared/changes.js';
import { age, time, zone, zoneName, onZone, setZone } from './shared/format.js';
import { address, onAddress } from './shared/address.js';
import { failure } from './shared/failure.js';

const VIEWS = {
  home: () => import('./views/home/home.js'),
  now: () => import('./views/now/now.js'),
  trends: () => import('./views/trends/trends.js'),
  trust: () => import('./views/trust/trust.js'),
  api: () => import('./views/api/api.js'),
};

/** Views that show one pipeline, the first one unless the address names another. */
const OF_A_PIPELINE = ['now', 'trends'];

const bar = document.getElementById('bar');
const content = document.getElementById('content');
let opened = { view: null, close() {} };
let turn = 0;

/** A link of the bar; the one that is open says so. */
function link(view, label, target, here) {
  const current = here.view === view;
  return html`<a href=${target} aria-current=${current ? 'page' : 'false'}>${label}</a>`;
}

function drawBar() {
  const here = address();
  const of = here.pipeline ?? catalogue.names()[0];
  const state = changes.state();
  render(
    html`
      <nav aria-label="Views">
        <a class="brand" href="#/">Crossroads</a>
        ${link('home', 'Home', '#/', here)}
        ${of ? link('now', 'Now', `#/now/${of}`, here) : null}
        ${of ? link('trends', 'Trends', `#/trends/${of}`, here) : null}
        ${link('trust', 'Trust', '#/trust', here)} ${link('api', 'API', '#/api', here)}
      </nav>
      ${OF_A_PIPELINE.includes(here.view)
        ? html`<nav class="pipelines" aria-label="Pipelines">
            ${catalogue.names().map(
              (name) => html`<a href="#/${here.view}/${name}"
                aria-current=${name === of ? 'true' : 'false'}>${name}</a>`,
            )}
          </nav>`
        : null}
      <span class="state">
        <span class="sign" data-state=${state.live ? 'live' : 'old'} role="status">${sign(state)}</span>
        <button type="button" aria-label="Times are in ${zoneName()}; change" @click=${() =>
          setZone(zone() === 'UTC' ? 'local' : 'UTC')}>${zoneName()}</button>
      </span>
    `,
    bar,
  );
}

/** What the reader must know of the connection; of its times only when it is broken. */
function sign(state) {
  if (state.live) {
    return 'Live';
  }
  if (!state.since) {
    return state.failed ? `No connection; trying again in ${state.again} s` : 'Connecting';
  }
  return `Old: as of ${time(state.since)} (${age(Date.now() - state.since)} ago)`;
}

async function show() {
  const here = address();
  const mine = ++turn;
  drawBar();
  document.title = [here.pipeline, here.view, 'Crossroads'].filter(Boolean).join(' - ');
  try {
    const [view] = await Promise.all([(VIEWS[here.view] ?? VIEWS.home)(), catalogue.load()]);
    if (mine !== turn) {
      return;
    }
    drawBar();
    if (OF_A_PIPELINE.includes(here.view)) {
      here.pipeline = catalogue.pipeline(here.pipeline ?? catalogue.names()[0]).name;
    }
    if (opened.view === here.view && opened.moved?.(here)) {
      return;
    }
    opened.close();
    const root = document.createElement('div');
    root.className = `view ${here.view}`;
    content.replaceChildren(root);
    opened = { view: here.view, ...view.open(root, here) };
  } catch (problem) {
    if (mine === turn) {
      opened.close();
      opened = { view: null, close() {} };
      const root = document.createElement('div');
      content.replaceChildren(root);
      render(failure(problem), root);
      setTimeout(() => mine === turn && show(), 5_000);
    }
  }
}

function markOld() {
  document.body.classList.toggle('old', !changes.state().live && !!changes.state().since);
  drawBar();
}

onAddress(show);
onZone(() => {
  drawBar();
  opened.redraw?.();
});
changes.onSign(markOld);
setInterval(() => !changes.state().live && drawBar(), 1_000);
changes.start();
show();
