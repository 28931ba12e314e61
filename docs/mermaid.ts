import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** A state machine as a Mermaid state diagram: its states, what they ask, and which event leads where. */
export function mermaid(machine: AnyStateMachine): string {
  const lines = ['stateDiagram-v2', '  direction TB'];
  describe(machine.root, 1, lines);
  const arrows = new Map<string, Set<string>>();
  for (const node of allNodes(machine.root)) {
    for (const [event, transitions] of node.transitions) {
      for (const { target } of transitions) for (const to of target ?? []) addArrow(arrows, node, to, event);
    }
    for (const { target } of node.always ?? []) for (const to of target ?? []) addArrow(arrows, node, to, '');
  }
  for (const [fromTo, events] of arrows) {
    const label = [...events].filter((event) => event !== '').join(', ');
    lines.push(`  ${fromTo}${label ? ` : ${label}` : ''}`);
  }
  return lines.join('\n');
}

function describe(node: AnyStateNode, depth: number, lines: string[]): void {
  const indent = '  '.repeat(depth);
  for (const child of Object.values(node.states)) {
    const asks = (child.meta as { asks?: string } | undefined)?.asks;
    if (Object.keys(child.states).length > 0) {
      lines.push(`${indent}state ${id(child)} {`);
      describe(child, depth + 1, lines);
      lines.push(`${indent}}`);
    } else {
      lines.push(`${indent}${id(child)}${asks ? ` : ${child.key} (asks ${asks})` : ` : ${child.key}`}`);
    }
  }
  const initial = node.initial?.target?.[0];
  if (initial) lines.push(`${indent}[*] --> ${id(initial)}`);
}

function addArrow(arrows: Map<string, Set<string>>, from: AnyStateNode, to: AnyStateNode, event: string): void {
  // What leads on from everywhere would cover the picture: it is listed beside it instead.
  if (from.parent === undefined) return;
  const key = `${id(from)} --> ${id(to)}`;
  const events = arrows.get(key) ?? new Set();
  events.add(event);
  arrows.set(key, events);
}

/** What the outermost state hears, wherever the machine stands inside. */
export function heardEverywhere({ root }: AnyStateMachine): string[] {
  return [...root.transitions.keys()];
}

function allNodes(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(allNodes)];
}

function id(node: AnyStateNode): string {
  return node.path.join('_').replaceAll('-', '_');
}
