customers-masked-sort = This field cannot be sorted by: its values are not shown to you
customers-masked-filter = Of the field “{ $field }” you can only ask whether it is filled: its values are not shown to you
customers-masked-edit = The value is not shown to you, so it cannot be changed or taken away; another can be added beside it
customers-reveal = Show what is masked
customers-reveal-lead = The value is shown once. Who looked at it, when and what for stays in the history of the card.
customers-reveal-reason = What for
customers-reveal-reason-missing = Write what you need this value for
customers-reveal-deed = Show
customers-reveal-back = Back to the card
customers-reveal-left = { $n ->
    [0] No more today.
    [one] { $n } more time today.
   *[other] { $n } more times today.
}
customers-verb-customer-revealed = The field “{ $field }” was revealed
customers-verb-customer-passed = The team of the stage changed

# Handing over
customers-hand-over = Handing over: { $name }
customers-hand-over-clients = { $n ->
    [0] This person has no customers.
    [one] This person has { $n } customer.
   *[other] This person has { $n } customers.
}
customers-hand-over-lead = Access ends at once, sessions and tokens with it, and the customers pass to a colleague. The passing on can be taken back.
customers-hand-over-gone = Access has ended already; the customers pass to a colleague. The passing on can be taken back.
customers-hand-over-to = Who takes the customers
customers-hand-over-deed = End access and pass on
customers-hand-over-done = Access has ended, the customers are being passed on.
customers-hand-over-read = What they read in the last 30 days
customers-hand-over-read-nothing = They read nothing.
customers-hand-over-read-more = In detail
customers-heir-unknown = Choose a colleague who has access.

# Removing for good
customers-removals = Removing for good
customers-removals-empty = Nobody is asked to be removed
customers-removals-empty-hint = It takes two: one asks and says why, another agrees, not before seven days have passed.
customers-removal = Remove for good
customers-removal-lead = The card goes to the archive and waits for seven days. Then somebody else has to agree. Until then everything can be brought back.
customers-removal-reason = Why
customers-removal-reason-missing = Write why the customer should be removed
customers-removal-ask = Ask for removal
customers-removal-asked = The request waits for consent.
customers-removal-told = { $who }, { $when }; can be agreed to from { $from }
customers-removal-agree = Remove for good
customers-removal-drop = Do not remove
customers-removal-dropped = The request is dropped, the card stayed in the archive.
customers-removal-done = The customer is removed for good.
customers-removal-early = Seven days have not passed yet.
customers-verb-removal-asked = Removal was asked for
customers-verb-removal-dropped = The request to remove was dropped
