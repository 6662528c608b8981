tasks-letter-subject = { $n ->
    [one] Reminder: { $title }
   *[other] { $n } tasks are due
}
tasks-letter-off = All tasks, and how to end these letters: { $address }
tasks-letters-begin = Remind me by e-mail
tasks-letters-end = No more reminders by e-mail
tasks-letters-begun = Reminders will come by e-mail
tasks-letters-ended = No reminders will come by e-mail
tasks-browsers = Reminders in the browser
tasks-browsers-lead = The browser tells you of a task even while Kartoteka is closed: a quarter of an hour before it is due, and at nine in the morning of tasks of the day.
tasks-browsers-soon = The key for browsers is being made: load the page again in a minute.
tasks-browser = Browser
tasks-browser-add = Remind me in this browser
tasks-browser-added = This browser will remind you
tasks-browser-forget = Remind no more
tasks-browser-forgotten = The browser will remind you no more
tasks-browser-refused = The browser does not allow notifications. Allow them for this site in the browser’s settings.
tasks-browser-unreachable = The browser cannot reach its notification service. Check the internet connection and try again.
tasks-browser-silent = The browser gave no address for notifications. It takes scripts switched on and a browser that can show notifications.
tasks-browser-many = There are twenty browsers already. Remove one of them.
