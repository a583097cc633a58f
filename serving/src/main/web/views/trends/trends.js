import { html, render } from '../../libraries/lit-html/lit-html.js';
import { rows, url } from '../../shared/api.js';
import { replaceAddress } from '../../shared/address.js';
import { catalogue } from '../../shared/catalogue.js';
import { csv, download } from '../../shared/csv.js';
import { failure } from '../../shared/failure.js';
import { number, text, words } from '../../shared/format.js';
import { nextSteps, nothingSent } from '../../shared/next-steps.js';
import { seriesCharts } from '../../shared/series-charts.js';
import { alertsByDay, readAlerts } from './alerts-by-day.js';
import { analyses } from './analyses.js';
import { chosen, question, shifted } from './choice.js';
import { compare } from './compare.js';
import { controls } from './controls.js';
import { heatMap } from './heat-map.js';

const MOST_ROWS = 50_000;
const MOST_OF_A_PAGE = 10_000;

/** A pipeline over any range: windows, a heat map of the week, and analyses. */
export function open(root, here) {
  let { pipeline, parameters } = here;
  /** What is shown: answers, and the choice that they are of. */
  let shown = null;
  let problem = null;
  let reading = new AbortController();
  const tables = analyses(pipeline, () => draw());
  const draw = () => render(page(), root);

  function change(changed) {
    replaceAddress('trends', pipeline, { ...Object.fromEntries(parameters), ...changed });
  }

  async function read() {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    const choice = chosen(pipeline, parameters);
    try {
      const [answer, before, alerts] = await Promise.all([
        ask(question(choice), signal),
        choice.compare ? ask(question(shifted(choice)), signal) : null,
        readAlerts(pipeline, choice, signal),
      ]);
      if (!signal.aborted) {
        shown = { choice, answer, before, alerts };
        problem = null;
        draw();
      }
    } catch (failed) {
      if (!signal.aborted) {
        problem = failed;
        draw();
      }
    }
  }

  function page() {
    const choice = chosen(pipeline, parameters);
    if (problem && nothingSent({ problem })) {
      return html`<h1>${pipeline}: trends</h1>
        ${nextSteps(pipeline)}`;
    }
    return html`
      <h1>${pipeline}: trends</h1>
      ${controls(pipeline, choice, change)} ${problem ? failure(problem) : null}
      ${shown ? windows(shown) : problem ? null : html`<p class="quiet">Loading</p>`} ${tables.page(parameters, change)}
    `;
  }

  function windows({ choice, answer, before, alerts }) {
    const only = choice.measure.name;
    return html`
      <section aria-label="Windows">
        <h2>${words(choice.rollup.name)}</h2>
        <p class="quiet">${choice.rollup.description}.
          ${answer.covers_archive ? null : 'The archive is not in it in full yet.'}</p>
        <p>
          <button type="button" @click=${() => save(choice)}>CSV</button>
          <a class="button" href=${url('api/v1/query', { ...question(choice), limit: MOST_OF_A_PAGE })}>API call</a>
          <span class="quiet">${number(answer.rows.length)} rows${answer.more ? ', and there are more' : ''}</span>
        </p>
        ${before
          ? compare(choice, answer, before)
          : seriesCharts(choice.rollup, answer, { ...choice, only, focus: parameters.get('focus') ?? undefined }, (focus) => change({ focus }))}
      </section>
      ${heatMap(choice, answer)} ${alertsByDay(catalogue.pipeline(pipeline), alerts)}
    `;
  }

  async function save(choice) {
    const all = await ask(question(choice));
    const flat = all.rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])));
    download(`${choice.rollup.name}.csv`, csv(all.columns, flat));
  }

  draw();
  read();
  return {
    redraw: draw,
    moved(to) {
      if (to.pipeline !== pipeline) {
        return false;
      }
      parameters = to.parameters;
      draw();
      read();
      return true;
    },
    close() {
      reading.abort();
    },
  };
}

function ask(parameters, signal) {
  return rows('api/v1/query', { ...parameters, limit: MOST_OF_A_PAGE }, MOST_ROWS, signal);
}
