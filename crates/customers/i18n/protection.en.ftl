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
