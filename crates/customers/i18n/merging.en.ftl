# Merging cards and finding duplicates

customers-usage-refused = Asked not to be written or called
customers-reach-refused = Asked not to be disturbed
customers-ending-merged = gave way when cards were merged

customers-duplicates-title = Duplicates
customers-duplicates-count = { $n ->
    [one] { $shown } group
   *[other] { $shown } groups
}
customers-duplicates-search = Search again
customers-duplicates-search-first = Find duplicates
customers-duplicates-many = Merge many at once
customers-duplicates-searched = { $n } cards looked at on { $when }
customers-duplicates-empty = No duplicates
customers-duplicates-empty-text = Kartoteka compares cards by itself: names in any spelling, phones, e-mails, addresses and birthdays. New and changed cards are looked at without you
customers-duplicates-never = Cards that look alike will be here
customers-duplicates-example = Nauryzbai Akhmetov and Nauryzbay Akhmetov · same phone · 99.2%
customers-duplicates-keys = j and k walk the pairs, m merges, d parts, g merges the whole group, Enter compares field by field
customers-duplicates-group = { $n ->
    [one] { $n } card in the group
   *[other] { $n } cards in the group
}
customers-duplicates-reading = Reading the cards
customers-duplicates-comparing = Comparing cards that look alike
customers-duplicates-writing = Writing down the pairs
customers-duplicates-begun = The search has begun, the list will follow
customers-duplicates-next = Show more

customers-merge-title = The same client?
customers-merge = Merge
customers-merge-group = Merge the whole group
customers-merge-group-moved = A card of the group was changed meanwhile. Open the list again and look once more
customers-merge-group-not = The group cannot be merged at once
customers-merge-how-many = From 2 to 20 cards can be merged at once
customers-merge-denied = Two of these cards were said to be different clients. Merge the others pair by pair
customers-merge-compare = Compare
customers-merge-different = Different clients
customers-merge-both = Keep both, decide later
customers-merge-stays = This card stays
customers-merge-field = Field
customers-merge-agrees = Agrees
customers-merge-disagrees = The cards disagree here
customers-merge-help = The other card's number will lead here. Everything else is kept: values, history, relations, files. A merge can be undone on any day
customers-merge-no-pair = The model has not proposed this pair yet
customers-merge-same = This is one and the same card
customers-merge-kinds = A person and an organization cannot be merged. Relate them on the Relations tab
customers-merge-later-first = This card has itself gone into another one. Undo that merge first, then this one
customers-merge-unknown-field = There is no such field, or nothing to choose in it
customers-merged-toast = The cards were merged into “{ $name }”
customers-unmerged-toast = The merge was undone, the card “{ $name }” is separate again
customers-unmerged-group-toast = The merge of the group was undone, “{ $name }” is as it was
customers-denied-toast = Remembered: these are different clients
customers-allowed-toast = The pair is in the list again
customers-absorbed = Cards that went in
customers-absorbed-one = No. { $no }, { $when }
customers-absorbed-undo = Take apart
customers-same-as = This client seems to be here twice: { $name }, { $percent }

customers-merging-title = Merge many at once
customers-merging-at-least = Probability from
customers-merging-show = Show
customers-merging-n = { $n ->
    [one] { $shown } pair will be merged
   *[other] { $shown } pairs will be merged
}
customers-merging-none = There are no such pairs. Lower the probability, or find duplicates first
customers-merging-sample = Check these pairs: they were picked at random
customers-merging-sample-help = If even one pair is wrong, raise the probability. The whole merge can be undone later
customers-merging-begin = { $n ->
    [one] Merge { $shown } pair
   *[other] Merge { $shown } pairs
}
customers-merging-begun = Merging has begun
customers-merging-under-way = Merging cards
customers-merging-undoing = Taking cards apart again
customers-merging-done = { $n ->
    [one] { $n } card was merged
   *[other] { $n } cards were merged
}
customers-merging-undone = { $n ->
    [one] { $n } card was taken apart again
   *[other] { $n } cards were taken apart again
}
customers-merging-undo = Undo all
customers-merging-wrong = The probability is a number from 80 to 100

customers-verb-customer-merged = The card { $name } went in here
customers-verb-customer-merged-into = Went into the card { $name }
customers-verb-customer-parted = The card { $name } is separate again
customers-verb-customer-returned = Separate again from the card { $name }
customers-verb-duplicate-denied = Said not to be { $name }
customers-verb-duplicate-allowed = May be { $name } after all
customers-timeline-merges = Merges

customers-why-sum = { $why }: { $percent }
customers-why-differs = { $values } differ
customers-why-family-name-same = same family name
customers-why-family-name-near = similar family name
customers-why-family-name-other = another family name
customers-why-given-name-same = same given name
customers-why-given-name-near = similar given name
customers-why-given-name-other = another given name
customers-why-patronymic-same = same patronymic
customers-why-patronymic-near = similar patronymic
customers-why-patronymic-other = another patronymic
customers-why-phone-same = same phone
customers-why-phone-near = similar phone
customers-why-phone-other = another phone
customers-why-email-same = same e-mail
customers-why-email-near = similar e-mail
customers-why-email-other = another e-mail
customers-why-birth-date-same = same birthday
customers-why-birth-date-near = similar birthday
customers-why-birth-date-other = another birthday
customers-why-organization-same = same name
customers-why-organization-near = similar name
customers-why-organization-other = another name
customers-why-street-same = same street
customers-why-street-near = similar street
customers-why-street-other = another street
customers-why-house-same = same house
customers-why-house-near = similar house
customers-why-house-other = another house
customers-why-flat-same = same flat
customers-why-flat-near = similar flat
customers-why-flat-other = another flat
customers-why-city-same = same city
customers-why-city-near = similar city
customers-why-city-other = another city
customers-why-id-same = same number
customers-why-id-near = similar number
customers-why-id-other = another number
