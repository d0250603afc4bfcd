// The axes: their values in the order in which people name them, and the steps from a code to the next.

import { address } from "./address.js";
import { capitalized, element } from "./dom.js";

// As the published JSON declares them, by name: { axis, headline_role, second_role, values: [{ value, words }] }.
const declared = new Map();

/** The names of the axes, in order. */
export const axes = [];

/** Takes over what the published JSON declares. */
export function declareAxes(declarations) {
  declared.clear();
  for (const each of declarations) declared.set(each.axis, each);
  axes.splice(0, axes.length, ...declared.keys());
}

/** A value as people say it. */
export function valueText(axis, value) {
  return declared.get(axis)?.values.find((each) => each.value === value)?.words ?? value;
}

/** The name of an axis, with what it is said of: "Trimester of delivery". */
export function axisText(axis, role) {
  return capitalized(axis) + (role ? ` of ${role}` : "");
}

/** Puts values in the order of their axis; those it does not know come last, in their own order. */
export function inOrder(axis, values) {
  const known = declared.get(axis)?.values.map(({ value }) => value) ?? [];
  const place = (value) => (known.indexOf(value) < 0 ? known.length : known.indexOf(value));
  return values.toSorted((one, other) => place(one) - place(other));
}

// Of two trimesters in a title, the delivery's is the one in the column of the code; the other is a coordinate too.
const headlineRole = (axis) => declared.get(axis)?.headline_role;
const secondRole = (axis) => declared.get(axis)?.second_role;

/** Whether what is said of a role is the value in the column of the code. */
export function isHeadline(axis, role) {
  return role === undefined || role === headlineRole(axis);
}

/** The coordinates of a code in its family: { axis, role, value } for each axis that it has. */
export function coordinates(code) {
  const mentions = code.mentions ?? [];
  return axes.flatMap((axis) => {
    const ofAxis = mentions.filter((mention) => mention.axis === axis && mention.role !== undefined);
    const role = ofAxis.find((mention) => mention.role === headlineRole(axis))?.role;
    const headline = code[axis] === undefined ? [] : [{ axis, role, value: code[axis] }];
    const beside = ofAxis.filter((mention) => mention.role === secondRole(axis));
    return [...headline, ...beside.map((mention) => ({ axis, role: mention.role, value: mention.value }))];
  });
}

const grounds = { sibling: "as sibling titles show", definition: "by the classification’s definition" };

/**
 * The axes of a code, each with its value and the values that are one step away.
 *
 * @param find the code, in the published JSON, that a pivot leads to, if it is at hand.
 */
export function axisSwitches(code, find) {
  const own = coordinates(code);
  const rows = own.map(({ axis, role, value }) => {
    const pivots = (code.pivots ?? []).filter((pivot) => pivot.axis === axis
      && (isHeadline(axis, role) ? isHeadline(axis, pivot.role) : pivot.role === role));
    return axisSwitch(code, { axis, role, value }, pivots, find);
  });
  if (rows.length === 0) return null;
  return element("section", { class: "axes", "aria-label": "Axes" }, rows);
}

function axisSwitch(code, { axis, role, value }, pivots, find) {
  const id = `axis-${axis}${role ? `-${role}` : ""}`;
  const values = inOrder(axis, [...new Set([value, ...pivots.map((pivot) => pivot.value)])]);
  const basis = code.mentions?.find((mention) => mention.axis === axis && mention.value === value)?.basis;
  const steps = values.map((each) => {
    if (each === value) {
      return element("a", { class: "step", href: address(code.system, code.display_code), "aria-current": "true" },
        element("span", { class: "value" }, capitalized(valueText(axis, each))),
        element("span", { class: "code" }, code.display_code));
    }
    const targets = pivots.filter((pivot) => pivot.value === each).map((pivot) => pivot.target);
    return step(code, axis, each, targets, find);
  });
  return element("div", { class: `axis ${axis}`, role: "group", "aria-labelledby": id, "data-axis": id },
    element("span", { class: "name", id }, axisText(axis, role)),
    element("div", { class: "steps" }, steps),
    basis && grounds[basis] ? element("span", { class: "ground" }, grounds[basis]) : null);
}

/** A step to the code that has a value, or to one of several: a subsequent encounter heals in one of four ways. */
function step(code, axis, value, targets, find) {
  const name = element("span", { class: "value" }, capitalized(valueText(axis, value)));
  const shown = (target) => find(target)?.display_code ?? target;
  if (targets.length === 1) {
    return element("a", { class: "step", href: address(code.system, shown(targets[0])) },
      name, element("span", { class: "code" }, shown(targets[0])));
  }
  const choices = targets.map((target) => {
    const differing = coordinates(find(target) ?? {}).filter((each) => each.axis !== axis
      && code[each.axis] !== each.value).map((each) => valueText(each.axis, each.value));
    return element("a", { class: "choice", href: address(code.system, shown(target)) },
      differing.length > 0 ? element("span", { class: "value" }, differing.join(", ")) : null,
      element("span", { class: "code" }, shown(target)));
  });
  return element("div", { class: "step several" }, name, element("div", { class: "choices" }, choices));
}
