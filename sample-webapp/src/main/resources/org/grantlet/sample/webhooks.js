'use strict';
// What arrives is shown above what was there, from the last one of the page on. The server has
// escaped it.
const list = document.getElementById('webhooks');
const after = encodeURIComponent(list.dataset.last);
new EventSource('/webhooks/stream?after=' + after).addEventListener('message', (event) => {
  list.insertAdjacentHTML('afterbegin', event.data);
});
