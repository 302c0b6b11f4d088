// Shows HTML that the server made, and tells it what was picked; a link opened in a new tab stays a link.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.drawn');
  if (root.shown !== data) {
    const held = root.contains(document.activeElement) ? document.activeElement.closest('[data-pick]')?.dataset.pick : null;
    const open = new Set([...root.querySelectorAll('details[open]')].map(one => one.id));
    root.innerHTML = data;
    root.shown = data;
    for (const one of root.querySelectorAll('details')) one.open = open.has(one.id);
    const again = held && root.querySelector(`[data-pick="${CSS.escape(held)}"]`);
    if (again) (again.matches('a, button') ? again : again.querySelector('a'))?.focus();
  }
  root.onclick = event => {
    const picked = event.target.closest('[data-pick]');
    if (!picked || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue('picked', picked.dataset.pick);
  };
}
