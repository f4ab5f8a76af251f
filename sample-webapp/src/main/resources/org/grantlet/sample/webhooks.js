'use strict';
// What arrives is shown above what was there. The server has escaped it.
const list = document.getElementById('webhooks');
new EventSource('/webhooks/stream').addEventListener('message', (event) => {
  list.insertAdjacentHTML('afterbegin', event.data);
});
