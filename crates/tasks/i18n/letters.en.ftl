tasks-letter-subject = { $n ->
    [one] Reminder: { $title }
   *[other] { $n } tasks are due
}
tasks-letter-off = All tasks, and how to end these letters: { $address }
tasks-letters-begin = Remind me by e-mail
tasks-letters-end = No more reminders by e-mail
tasks-letters-begun = Reminders will come by e-mail
tasks-letters-ended = No reminders will come by e-mail
