import { html } from '../libraries/lit-html/lit-html.js';

/** A choice out of a list of [value, label]. */
export function select(label, choices, chosen, change) {
  return html`<label>${label}
    <select @change=${(event) => change(event.target.value)}>
      ${choices.map(
        ([value, text]) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`,
      )}
    </select></label>`;
}
