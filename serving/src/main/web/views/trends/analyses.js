import { html, svg } from '../../libraries/lit-html/lit-html.js';
import { get, rows, url } from '../../shared/api.js';
import { csv, download } from '../../shared/csv.js';
import { failure } from '../../shared/failure.js';
import { aligned, dateTime, number, text, words } from '../../shared/format.js';
import { select } from '../../shared/select.js';
import { table } from '../../shared/table.js';

const MOST_ROWS = 5_000;
const NUMBERS = /^(tinyint|smallint|int|bigint|float|double|decimal)/;
const TIMES = /^timestamp/;

/** Columns that tell rows apart, though they are numbers: a bar of them would say nothing. */
const LABELS = /^(hour|weekday|month|day|junction|id|.*_id|status|rank)$/;

/** The analyses of a pipeline, one at a time. */
export function analyses(pipeline, redraw) {
  const base = `api/v1/pipelines/${pipeline}/analyses`;
  const answers = new Map();
  let there;
  get(base).then((answer) => {
    there = answer.analyses;
    redraw();
  }, () => {});

  function read(name) {
    if (!answers.has(name)) {
      answers.set(name, undefined);
      rows(`${base}/${name}`, { limit: 1_000 }, MOST_ROWS).then(
        (answer) => {
          answers.set(name, { answer });
          redraw();
        },
        (problem) => {
          answers.set(name, { problem });
          redraw();
        },
      );
    }
    return answers.get(name);
  }

  return {
    page(parameters, change) {
      const computed = there?.filter(({ computed_at: at }) => at) ?? [];
      if (!there?.length) {
        return null;
      }
      const chosen = computed.find(({ name }) => name === parameters.get('analysis'))?.name ?? computed[0]?.name;
      return html`<section aria-label="Analyses">
        <h2>Analyses</h2>
        ${chosen
          ? html`<div class="controls">${select(
                'Analysis',
                computed.map(({ name }) => [name, words(name)]),
                chosen,
                (name) => change({ analysis: name }),
              )}</div>
              ${shown(`${base}/${chosen}`, read(chosen))}`
          : html`<p class="quiet">None is computed yet: <code>bin/crossroads analyses --pipeline ${pipeline}</code></p>`}
      </section>`;
    },
  };
}

function shown(path, read) {
  if (!read) {
    return html`<p class="quiet">Loading</p>`;
  }
  if (read.problem) {
    return failure(read.problem);
  }
  const { answer } = read;
  const barred = barOf(answer);
  return html`
    <p class="quiet">${answer.description}. Computed ${dateTime(answer.computed_at)}.</p>
    <p>
      <button type="button" @click=${() => save(answer)}>CSV</button>
      <a class="button" href=${url(path)}>API call</a>
      <span class="quiet">${number(answer.row_count)} rows${answer.more ? `, the first ${answer.rows.length} here` : ''}</span>
    </p>
    ${table(answer.description, answer.columns.map((column) => columnOf(column, barred, answer.rows)), answer.rows)}
  `;
}

function save(answer) {
  download(`${answer.analysis}.csv`, csv(answer.columns.map(({ name }) => name), answer.rows));
}

/** The first number that is a measure. */
function barOf({ columns }) {
  return columns.find(({ name, type }) => NUMBERS.test(type) && !LABELS.test(name))?.name;
}

function columnOf({ name, type }, barred, rows) {
  const numeric = NUMBERS.test(type);
  const of = (row) => row[name];
  const column = { label: words(name), numeric, of };
  const write = numeric ? aligned(rows.map(of)) : text;
  if (name === barred) {
    const greatest = Math.max(...rows.map((row) => Math.abs(Number(row[name] ?? 0))));
    return { ...column, show: (value) => html`${write(value)}${bar(Math.abs(Number(value ?? 0)) / (greatest || 1))}` };
  }
  if (numeric && LABELS.test(name)) {
    return { ...column, show: text };
  }
  return TIMES.test(type) ? { ...column, show: dateTime } : column;
}

function bar(share) {
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${svg`<rect
    width=${(share * 100).toFixed(1)} height="10"></rect>`}</svg>`;
}
