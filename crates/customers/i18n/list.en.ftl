# The list of customers.
customers-list-title = Customers
customers-list-add = Add a customer
customers-list-search = Name, phone, e-mail, tag
customers-list-name = Customer
customers-list-nameless = No name
customers-list-organization = Organization
customers-list-changed = Changed
customers-list-made = Added
customers-list-archived = Archive
customers-list-total = In all:
customers-list-first = To the beginning
customers-list-show-all = Show everybody
customers-list-empty = Your customers will be here
customers-list-empty-text = Add the first one or load a table: columns, phones and names are understood by themselves
customers-list-example = Omarova Aliya · +7 701 123 4567 · Almaty · warm
customers-list-none = Nobody was found
customers-list-none-text = Look at the filter and the search. A part of a name, the last digits of a phone, an e-mail or a tag will do
customers-list-archive-empty = The archive is empty
customers-list-archive-empty-text = Cards taken out of the lists come here. Nothing is lost: each can be put back
customers-list-filter-wrong = The filter is not understood
customers-list-filter-wrong-text = Correct the condition above, or reset the filter
customers-list-group-off = Remove this group of conditions
customers-list-joint-hint = Click to turn “and” into “or” and back
customers-list-not-hint = Click to take the “not” away
customers-list-operator = How to compare
customers-list-second = to
customers-list-or = or…
customers-list-builder = All conditions at once
customers-list-json = The whole condition
customers-list-json-help = Groups all, any, not and comparisons, such as
customers-list-cell-met = Somebody else changed this while you were at it. Now: { $now }. Your “{ $yours }” was not written: refresh the list and decide which is right
customers-list-cell-many = There are several values here. Change them on the card
customers-list-nobody = Nobody of the staff has this name. Choose from the list

# Views
customers-view-arrange = Arrange the view
customers-view-keep = Update the view
customers-view-name = Name of the view
customers-view-name-help = Filter, order and columns are saved with it
customers-view-share = Show it to all staff
customers-view-share-help = A shared view is changed only by those who arrange customers for others
customers-view-name-missing = Give the view a name to find it by
customers-view-name-long = The name is longer than 60 letters. Make it shorter
customers-view-saved = View “{ $name }” is saved
customers-view-kept = View “{ $name }” is updated
customers-view-removed = View “{ $name }” is removed

# Changing many
customers-bulk-all = { $n ->
    [one] To the { $shown } customer of the filter
   *[other] To all { $shown } of the filter
}
customers-bulk-tag = Tag
customers-bulk-responsible = Responsible
customers-bulk-nobody-answers = Nobody
customers-bulk-field = Change a field
customers-bulk-what = Say what to change: a tag, who is responsible, or a field
customers-bulk-nobody = Choose customers first
customers-bulk-nothing = All is so already, nothing to change
customers-bulk-tagged = { $n ->
    [one] { $n } customer was tagged
   *[other] { $n } customers were tagged
}
customers-bulk-untagged = { $n ->
    [one] The tag was taken off { $n } customer
   *[other] The tag was taken off { $n } customers
}
customers-bulk-set = { $n ->
    [one] { $n } customer was changed
   *[other] { $n } customers were changed
}
customers-bulk-archived = { $n ->
    [one] { $n } customer was archived
   *[other] { $n } customers were archived
}
customers-bulk-restored = { $n ->
    [one] { $n } customer was restored
   *[other] { $n } customers were restored
}
customers-bulk-under-way = { $n ->
    [one] Changing customers, { $n } done
   *[other] Changing customers, { $n } done
}
customers-bulk-undoing = { $n ->
    [one] Putting back as it was, { $n } done
   *[other] Putting back as it was, { $n } done
}
customers-bulk-done = { $n ->
    [one] Done: { $n } customer was changed
   *[other] Done: { $n } customers were changed
}
customers-bulk-undone = { $n ->
    [one] { $n } customer is as before
   *[other] { $n } customers are as before
}
customers-bulk-undone-some = { $n ->
    [one] { $n } customer is as before; changed since and left alone: { $name }
   *[other] { $n } customers are as before; changed since and left alone: { $name }
}
customers-bulk-stopped = { $n ->
    [one] Stopped, { $n } customer was changed
   *[other] Stopped, { $n } customers were changed
}
customers-bulk-see = Refresh the list

# Search and deeds
customers-palette-all = Show all found
customers-palette-add = Add a customer
customers-palette-archived = Archived customers
customers-list-fields = Facts of the card
customers-list-build = Build the whole condition…
customers-list-as-json = The condition as text (JSON)
customers-list-rough = The column “{ $field }” is still being put in alphabetical order: for now the order is approximate.
customers-letters-under-way = Putting the cards in alphabetical order
