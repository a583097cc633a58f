import { html, render } from '../../libraries/lit-html/lit-html.js';
import { get, rows } from '../../shared/api.js';
import { replaceAddress } from '../../shared/address.js';
import { catalogue } from '../../shared/catalogue.js';
import { changes, whenChanged } from '../../shared/changes.js';
import { alerts as alertSection } from './alerts.js';
import { failure } from '../../shared/failure.js';
import { nextSteps, nothingSent } from '../../shared/next-steps.js';
import { pulse } from '../../shared/pulse.js';
import { cards } from './cards.js';
import { glance } from './glance/glance.js';
import { readGlance } from './glance/read.js';
import { latest } from './latest.js';
import { map } from './map.js';
import { rejected as rejectedSection } from './rejected.js';
import { controls, RANGES } from './controls.js';
import { seriesCharts } from '../../shared/series-charts.js';

const MOST_ROWS = 20_000;
const MOST_ALERTS = 200;
const MOST_ENTITIES = 1_000;
const LATEST_ALERTS = 10;

/** ms between two looks at 24 hours: at least after changes, and at most, as they move although nothing changes. */
const GLANCE = 5_000;
const STEP = 10_000;
const TICK = 1_000;

/** A pipeline as it is now: cards, its last 24 hours, live series, latest values, alerts and a map. */
export function open(root, here) {
  let { pipeline, parameters } = here;
  let data = {};
  let problem = null;
  let day = {};
  let dayAsked = 0;
  let end = () => {};
  const draw = () => render(page(pipeline, chosen(pipeline, parameters), { ...data, day }, problem, change), root);

  function change(changed) {
    replaceAddress('now', pipeline, { ...Object.fromEntries(parameters), ...changed });
  }

  function follow() {
    end();
    end = whenChanged(pipeline, async () => {
      const asked = parameters;
      try {
        const read = await readAll(pipeline, chosen(pipeline, asked));
        if (asked !== parameters) {
          return false;
        }
        data = read;
        problem = null;
      } catch (failed) {
        problem = failed;
      }
      draw();
      return problem !== null;
    });
  }

  async function readDay() {
    dayAsked = Date.now();
    try {
      day = { read: await readGlance(pipeline) };
    } catch (failed) {
      day = { ...day, problem: failed };
    }
    draw();
    return 'problem' in day;
  }

  const clock = setInterval(() => {
    draw();
    if (!document.hidden && Date.now() - dayAsked > STEP - TICK) {
      readDay();
    }
  }, TICK);
  draw();
  follow();
  const endDay = whenChanged(pipeline, readDay, GLANCE);
  return {
    redraw: draw,
    moved(to) {
      if (to.pipeline !== pipeline) {
        return false;
      }
      parameters = to.parameters;
      draw();
      follow();
      return true;
    },
    close() {
      clearInterval(clock);
      end();
      endDay();
    },
  };
}

/** What the address says is to be shown; where it says nothing, the finest. */
function chosen(pipeline, parameters) {
  const rollups = catalogue.finest(pipeline);
  const rollup = rollups.find(({ name }) => name === parameters.get('rollup')) ?? rollups[0];
  const by = rollup.dimensions.find(({ name }) => name === parameters.get('by')) ?? rollup.dimensions[0];
  const range = RANGES.find(({ name }) => name === parameters.get('range')) ?? RANGES[1];
  return { rollup, by: by?.name, range, focus: parameters.get('focus') ?? undefined };
}

async function readAll(pipeline, { rollup, by, range }) {
  const declared = catalogue.pipeline(pipeline);
  const base = `api/v1/pipelines/${pipeline}`;
  const newest = await pulse(pipeline);
  const [series, alerts, latestAlerts, entities, positions, rejected] = await Promise.all([
    readSeries(rollup, by, range, newest.newest),
    get(`${base}/alerts`, { state: 'open', limit: MOST_ALERTS }),
    get(`${base}/alerts`, { limit: LATEST_ALERTS }),
    declared.entity ? rows(`${base}/latest`, { limit: MOST_ENTITIES }, MOST_ENTITIES) : null,
    get(`${base}/positions`),
    get(`${base}/rejected`),
  ]);
  return { pulse: newest, series, alerts, latestAlerts, entities, positions, rejected };
}

/** The windows of a range that ends with the newest window there is. */
function readSeries(rollup, by, range, newest) {
  if (!newest) {
    return { rows: [] };
  }
  return rows(
    'api/v1/query',
    {
      rollup: rollup.name,
      dimensions: by ?? '',
      from: new Date(newest - Math.max(range.length, 2 * rollup.size)).toISOString(),
      limit: 10_000,
    },
    MOST_ROWS,
  );
}

function page(pipeline, choice, data, problem, change) {
  const declared = catalogue.pipeline(pipeline);
  const alerts = data.alerts?.rows ?? [];
  if (problem ? nothingSent({ problem }) : data.pulse && nothingSent(data.pulse)) {
    return html`<h1>${pipeline}: now</h1>
      ${nextSteps(pipeline)}`;
  }
  return html`
    <h1>${pipeline}: now</h1>
    ${problem ? failure(problem) : null} ${cards(pipeline, data)}
    ${glance(declared, data.day, data.entities)} ${alertSection(alerts, data.latestAlerts?.rows ?? [], changes.of(pipeline)?.open_alerts)}
    <section aria-label="Series">
      <h2>Series</h2>
      ${controls(pipeline, choice, change)}
      ${data.series
        ? seriesCharts(choice.rollup, data.series, choice, (focus) => change({ focus }))
        : html`<p class="quiet">Loading</p>`}
    </section>
    ${data.entities ? map(declared, data.entities.rows, alerts) : null}
    ${data.entities ? latest(declared, data.entities, alerts) : null}
    ${data.rejected ? rejectedSection(data.rejected.rows) : null}
  `;
}
