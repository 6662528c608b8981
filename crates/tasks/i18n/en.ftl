tasks-title = Tasks
tasks-new = New task
tasks-calendar = Calendar
tasks-more = More
tasks-further = Show more
tasks-whose = Whose tasks
tasks-show = Show
tasks-tab-today = Today
tasks-tab-all = All of mine
tasks-tab-queue = Team queue
tasks-tab-done = Done
tasks-empty-today = All done for today
tasks-empty-today-hint = The plan of the day will be here: promises with a time first, then the customers who matter most.
tasks-empty-queue = The queue is empty
tasks-empty-queue-hint = A task of a team that nobody has yet waits here until somebody takes it.
tasks-empty = Nothing here yet
tasks-empty-hint = Add a task: call, write, congratulate. Birthdays come by themselves.
tasks-empty-card = Nothing is promised to this customer
tasks-empty-card-hint = Agreed on a call or a meeting? Add a task and it will come up in the plan of its day.
tasks-finish = Done
tasks-reopen = Open again
tasks-take = Take it
tasks-put-off = Tomorrow
tasks-put-off-hint = Put off by a day
tasks-drop = Not needed
tasks-done = Done
tasks-done-again = Done. Next time: { $name }
tasks-reopened = The task is open again
tasks-dropped = The task was dropped
tasks-taken = The task is yours
tasks-put-off-to = Moved to { $name }
tasks-added = Task added: { $name }
tasks-changed = The task was changed
tasks-is-closed = The task is closed.
tasks-not-now = Somebody closed or took it already. Load the page again.
tasks-kind = What
tasks-kind-call = Call
tasks-kind-write = Write
tasks-kind-meet = Meet
tasks-kind-visit = Visit
tasks-kind-congratulate = Congratulate
tasks-kind-gift = Give a gift
tasks-kind-other = Do
tasks-kind-unknown = There is no such kind of task.
tasks-state-unknown = The state is open or closed.
tasks-what = In a few words
tasks-what-help = Leave it empty if the kind says it all.
tasks-title-long = Too long: keep it within 200 letters and put the rest into the details.
tasks-note-long = Too long: at most 5,000 letters.
tasks-about = About whom
tasks-about-help = A name, a phone or the number of a card.
tasks-due-on = When
tasks-due-time = At what time
tasks-due-time-help = Empty: at any time of the day.
tasks-due-time-silent = It will be { $time } at the customer's then, and they asked to be disturbed { $hours }. Choose another time or leave it blank.
tasks-day-unreadable = There is no such day. Write it as 2026-03-12.
tasks-time-unreadable = There is no such time. Write it as 15:30.
tasks-assignee = Who does it
tasks-assignee-unknown = There is no such person, or they no longer work here.
tasks-nobody = nobody yet
tasks-team = Team
tasks-team-help = Without a person the task waits in the queue of the team.
tasks-team-unknown = There is no such team.
tasks-no-team = no team
tasks-every = Repeat every
tasks-every-help = From 1 to 99.
tasks-every-out-of-range = It can repeat every 1 to 99 days, weeks, months or years.
tasks-unit = Of what
tasks-once = do not repeat
tasks-unit-day = days
tasks-unit-week = weeks
tasks-unit-month = months
tasks-unit-year = years
tasks-note = Details
tasks-outcome = What came of it
tasks-outcome-help = One line for the history of the customer.
tasks-save = Save
tasks-add = Add the task
tasks-today = today
tasks-tomorrow = tomorrow
tasks-yesterday = yesterday
tasks-day-at = { $day } at { $time }
tasks-there-late = { $time } there, allowed { $hours }
tasks-there-late-guessed = probably { $time } there, allowed { $hours }
tasks-there-awake = { $time } there
tasks-there-awake-guessed = probably { $time } there
tasks-there-then = { $time } there then
tasks-there-then-guessed = probably { $time } there then
tasks-there-then-late = { $time } there then, allowed { $hours }
tasks-there-then-late-guessed = probably { $time } there then, allowed { $hours }
tasks-view-day = Day
tasks-view-week = Week
tasks-view-month = Month
tasks-before = Earlier
tasks-after = Later
tasks-drag-hint = Carry a task to another day with the mouse or a finger; by keys: space, arrows, space.
tasks-feed = Calendar on your phone
tasks-feed-make = Show in the phone’s calendar
tasks-feed-renew = New calendar address
tasks-feed-renew-ask = The address made before stops working. Make a new one?
tasks-feed-end = End the calendar
tasks-feed-ended = The calendar’s address works no more
tasks-feed-lead = Copy the address of this link and subscribe to it in the calendar of your phone or computer. It names no customers, only your tasks.
tasks-feed-once = The address is shown once. Whoever knows it sees your tasks.
tasks-birthday = Wish a happy birthday
tasks-birthday-lonely = A birthday reminder will appear once somebody answers for this client
tasks-date = Remember an important date
tasks-holiday = { $name }: congratulate the customers
tasks-holiday-new-year = New Year
tasks-holiday-christmas = Orthodox Christmas
tasks-holiday-defenders-ru = Defender of the Fatherland Day
tasks-holiday-womens-day = Women’s Day
tasks-holiday-nauryz = Nauryz
tasks-holiday-unity-kz = Unity Day of Kazakhstan
tasks-holiday-spring-ru = Spring and Labour Day
tasks-holiday-defenders-kz = Defender of the Fatherland Day
tasks-holiday-victory = Victory Day
tasks-holiday-russia-day = Russia Day
tasks-holiday-capital-day = Capital Day
tasks-holiday-constitution-kz = Constitution Day
tasks-holiday-republic-kz = Republic Day
tasks-holiday-unity-ru = Unity Day
tasks-holiday-independence-kz = Independence Day of Kazakhstan
tasks-every-day = { $n ->
    [one] every day
   *[other] every { $n } days
}
tasks-every-week = { $n ->
    [one] every week
   *[other] every { $n } weeks
}
tasks-every-month = { $n ->
    [one] every month
   *[other] every { $n } months
}
tasks-every-year = { $n ->
    [one] every year
   *[other] every { $n } years
}
tasks-verb-added = Task: { $name }, { $day }
tasks-verb-changed = Task changed: { $name }, { $day }
tasks-verb-moved = Task moved: { $name }, { $day }
tasks-verb-taken = Task taken: { $name }
tasks-verb-done = Done: { $name }
tasks-verb-dropped = Task dropped: { $name }
tasks-verb-reopened = Task opened again: { $name }
tasks-to-hand-over = { $n ->
    [0] There are no open tasks.
    [one] { $n } open task passes on with the clients.
   *[other] { $n } open tasks pass on with the clients.
}
tasks-team-needed-by-queue = { $n ->
    [one] { $n } task waits in its queue: name who does it, or let it be taken.
   *[other] { $n } tasks wait in its queue: name who does them, or let them be taken.
}
