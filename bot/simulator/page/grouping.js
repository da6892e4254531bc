// Messages of one sender in a row: the first has the name, the last the picture. And how a message goes.

// Call it for a message that was added, and for the one behind a message that went.
export function group(node) {
  if (!node) return;
  const before = node.previousElementSibling;
  const follows = Boolean(before?.dataset.sender) && before.dataset.sender === node.dataset.sender;
  before?.classList.toggle("joined", follows);
  node.classList.toggle("follows", follows);
}

// What is deleted fades, so that one sees that something went.
export function vanish(node) {
  if (!node) return;
  const gone = () => {
    const after = node.nextElementSibling;
    const before = node.previousElementSibling;
    node.remove();
    if (after) group(after);
    else before?.classList.remove("joined");
  };
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) {
    gone();
    return;
  }
  node.removeAttribute("data-id");
  node.classList.add("going");
  node.addEventListener("animationend", gone);
}
