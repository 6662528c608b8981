// Shows what the house tells while no page is open, and opens the task when it is pressed.
self.addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : {};
  event.waitUntil(self.registration.showNotification(told.title ?? "", { body: told.body, tag: told.tag, data: told.url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = event.notification.data ?? "/tasks";
  event.waitUntil(self.clients.openWindow(url));
});
