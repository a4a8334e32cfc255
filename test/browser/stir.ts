/** Runs in a page: does to each of its elements what people do, and what the browser would tell it. */
export function stir(): void {
  const names =
    'click dblclick mousedown mouseup mouseover mouseenter mousemove mouseout mouseleave pointerdown pointerup pointerover contextmenu wheel ' +
    'focus focusin blur focusout input change select keydown keypress keyup copy cut paste drag dragstart dragend dragenter dragover drop ' +
    'touchstart touchmove touchend load error toggle scroll animationstart animationend transitionend submit reset invalid play resize';
  for (const element of document.querySelectorAll('*')) {
    for (const name of names.split(' ')) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
  }
}
