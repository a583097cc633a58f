import { html } from '../../../libraries/lit-html/lit-html.js';
import { serverNow } from '../../../shared/api.js';
import { countOf } from '../../../shared/catalogue.js';
import { number, percent, words } from '../../../shared/format.js';
import { card } from '../cards.js';
import { banded } from './levels.js';

/** Events of an entity that are younger, in ms, make it an active one. */
const ACTIVE = 300_000;

/** The entities of a pipeline and how many of them are active. */
export function entityCard({ entity }, { rows, more }) {
  const active = rows.filter((row) => serverNow() - Date.parse(row.heard_at) < ACTIVE).length;
  return card(
    `${words(entity).replace(/ id$/, '')}s`,
    number(rows.length),
    `${number(active)} active in the last 5 minutes${more ? '; only the first are counted' : ''}`,
  );
}

/** How many events there were in 24 hours, and how many of them are worth a look. */
export function eventCards({ declared, rollup, total, whole, before }) {
  const { name } = countOf(rollup);
  const all = total?.[name] ?? 0;
  const notable = total?.[declared.notable] ?? 0;
  return html`
    ${card(`${words(name)} in 24 hours`, number(all), trend(whole?.[name] ?? 0, before?.[name] ?? 0))}
    ${declared.notable
      ? card(`${words(declared.notable)} in 24 hours`, number(notable), all ? `${percent(notable / all)} of ${words(name)}` : '')
      : null}
  `;
}

/** How many more or less than the day before, in the windows that are over. */
function trend(now, before) {
  if (!before) {
    return 'none the day before to compare with';
  }
  if (now === before) {
    return html`<span aria-hidden="true">=</span> as many as the day before`;
  }
  const change = (now - before) / before;
  const [sign, word] = change > 0 ? ['▲', 'more'] : ['▼', 'less'];
  return html`<span aria-hidden="true">${sign}</span> ${percent(Math.abs(change))} ${word} than the day before`;
}

/** The mean of a level over the latest value of each entity, and how many are low. */
export function levelCard(pipeline, level, rows) {
  const { unit } = pipeline.fields.find(({ name }) => name === level.field);
  const values = rows.map(({ event }) => event[level.field]).filter((value) => value !== null && value !== undefined).map(Number);
  const withUnit = (value) => `${number(value)}${unit ? ` ${unit}` : ''}`;
  if (!values.length) {
    return card(`mean ${words(level.field)}`, '-', 'none has been sent');
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const low = values.filter((value) => value < Number(level.low)).length;
  return card(`mean ${words(level.field)}`, banded(level, mean, withUnit), `${number(low)} low, under ${withUnit(level.low)}`);
}
