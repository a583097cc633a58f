import { html, render } from '../../libraries/lit-html/lit-html.js';
import { get, serverNow } from '../../shared/api.js';
import { catalogue } from '../../shared/catalogue.js';
import { whenChanged } from '../../shared/changes.js';
import { proofs, proofTable } from '../../shared/proof.js';
import { failure } from '../../shared/failure.js';
import { age, dateTime, number, percent } from '../../shared/format.js';
import { table } from '../../shared/table.js';
import { readRejections, rejections } from './rejections.js';

const MOST_RUNS = 5;

/** How far everything is: what rests on which layer, and what waits. */
export function open(root) {
  const answers = new Map();
  const draw = () => render(page(answers), root);
  const watches = catalogue.names().map((name) =>
    whenChanged(name, async () => {
      try {
        const [answer, runs, rejected] = await Promise.all([
          get(`api/v1/pipelines/${name}/positions`),
          proofs(name, MOST_RUNS).catch(() => undefined),
          readRejections(name).catch(() => undefined),
        ]);
        answers.set(name, { answer, runs, rejected });
      } catch (problem) {
        answers.set(name, { problem });
      }
      draw();
      return 'problem' in answers.get(name);
    }),
  );
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

function page(answers) {
  return html`
    <h1>Trust</h1>
    <p class="quiet">Every number is both layers in one: the batch layer holds what was appended before the
      horizon, the speed layer the rest. A record waits until a query has committed it.</p>
    ${catalogue.names().map((name) => pipeline(name, answers.get(name)))}
  `;
}

function pipeline(name, read) {
  return html`<section aria-label=${name}>
    <h2>${name}</h2>
    ${!read ? html`<p class="quiet">Loading</p>` : read.problem ? failure(read.problem) : html`${positions(name, read.answer)} ${rejections(name, read.rejected)} ${proofTable(name, read.runs)}`}
  </section>`;
}

function positions(name, { horizon, queries }) {
  return html`
    <p>${horizon.time
        ? html`Horizon <strong>${dateTime(horizon.time)}</strong>, ${age(serverNow() - Date.parse(horizon.time))} ago:
            generation ${number(horizon.generation)}, published ${dateTime(horizon.published_at)}. ${covered(horizon, queries)}`
        : html`No horizon yet: all numbers are the speed layer's until <code>views</code> has run.`}</p>
    ${queries.length
      ? table(
          `Positions of ${name}`,
          [
            { label: 'query', of: (row) => row.query },
            { label: 'partition', numeric: true, of: (row) => row.partition },
            { label: 'next offset', numeric: true, of: (row) => row.next_offset },
            { label: 'end of topic', numeric: true, of: (row) => row.end_offset },
            { label: 'lag', numeric: true, of: (row) => row.lag },
            { label: 'held', numeric: true, of: (row) => row.held },
            { label: 'newest append', of: (row) => dateTime(row.max_append_time) },
            { label: 'committed', of: (row) => dateTime(row.committed_at) },
          ],
          queries.flatMap(({ query, partitions }) => partitions.map((partition) => ({ query, ...partition }))),
        )
      : html`<p class="quiet">No query has committed yet.</p>`}
  `;
}

/** How much of what the topic has ever had is in the batch layer. */
function covered(horizon, queries) {
  const speed = queries.find(({ query }) => query === 'speed');
  const held = sum(horizon.partitions, 'next_offset');
  const all = sum(speed?.partitions ?? [], 'next_offset');
  return all && held <= all
    ? `The batch layer covers ${percent(held / all)} of the offsets that count, the speed layer the last ${number(all - held)}.`
    : null;
}

function sum(partitions, member) {
  return partitions.reduce((total, partition) => total + Number(partition[member]), 0);
}
