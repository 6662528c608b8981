# What roles see
access-outlooks = Who sees what
access-outlooks-lead = This is how people of each role see customers. A single person can be given another range on their own page.
access-outlooks-rule = A customer whom somebody does not see is nowhere for them: not in lists and counts, not in search, not in exports, not on other cards. A masked field cannot be searched, sorted by or guessed.
access-outlook-change = Change
access-outlook-own = only their own customers
access-outlook-team = the customers of their team
access-outlook-all = all customers
access-outlook-stage = the customers in the stages of their team
access-outlook-beside = { $what }: { $whose }.
access-outlook-others = In other sections
access-outlook-others-help = Whose records they see where it differs from customers. A record about a hidden customer is seen nowhere.
access-outlook-usual = as usual: { $whose }
access-scope-unknown = This section has no scope.
access-outlook-open = { $role } sees { $whose }, with every field open.
access-outlook-sealed = { $role } sees { $whose }; masked: { $hidden }.
access-outlook-masked = { $role } sees { $whose }; masked: { $hidden }, which can be revealed { $n ->
    [one] { $n } time
   *[other] { $n } times
} a day.
access-outlook-scope-help = Without a team a person sees only their own. Customers whom nobody answers for are seen by those who see all.
access-outlook-mask = Masked fields
access-outlook-mask-help = A phone will look like +7 *** *** 12 34, an e-mail like a***@d***.kz.
access-mask-unknown = There is no such field, or it cannot be masked.
access-quota-reveals = How many times a day masked values may be revealed
access-quota-reveals-help = Each time with a reason and an entry in the journal. Zero forbids it.
access-quota-exports = How many records a day may be exported
access-quota-exports-help = Holds for those who have the right to export.
access-quota-export-alone = How many records may be exported without a second person
access-quota-export-alone-help = More than this waits until somebody else agrees.
access-quota-over = This is used up for today. Tomorrow it is there again, or ask an owner to raise the daily limit.
access-export = Exporting data
access-reveal = Revealing masked fields
access-reason-missing = Write the reason.
access-not-agreed = Somebody else must agree first, or the consent is more than three days old.
access-own-deed = Somebody else decides about what is your own.
access-too-often = Too many failed tries. Wait a few minutes.
access-country-unknown = There is no such country. It must be kz, ru or other.
access-lang-unknown = There is no such language. It must be ru, kk or en.
access-watermark = Export no. { $no }: { $who }, { $when }

# Who looked
access-audit = Protection
access-audit-reads = Who looked
access-audit-exports = Exports
access-audit-alarms = Alarms
access-audit-who = Who
access-audit-anybody = anybody
access-audit-nobody = no person
access-audit-how = How
access-audit-any-way = in any way
access-audit-customer = Customer
access-audit-customer-help = The address of the card, or the id in it.
access-audit-customer-hint = Address of the card
access-audit-customer-unknown = Paste the address of the customer’s card or the number in it: names and phones are not searched here.
access-audit-from = From
access-audit-until = Until
access-audit-show = Show
access-audit-when = When
access-audit-n = How many
access-audit-what = What was asked
access-audit-what-interactions = interactions
access-audit-what-disclosure = all that is known
access-audit-card = Card
access-audit-older = Earlier
access-audit-deeds = Deeds
access-audit-empty = Nobody looked at anything
access-audit-empty-hint = Every card opened, list read, search, reveal and export will appear here.
access-read-card = opened a card
access-read-list = read a list
access-read-search = searched
access-read-reveal = revealed a masked value
access-read-export = exported

# Exports
access-exports-empty = Nobody exported anything
access-exports-empty-hint = Every export will be here: who, how much, what for and who agreed.
access-export-format = Format
access-export-reason = What for
access-export-state = State
access-export-waiting = waits for consent
access-export-agreed = allowed
access-export-refused = refused
access-export-begun = exported
access-export-agree = Agree
access-export-refuse = Refuse

# Alarms
access-alarms-empty = No alarms
access-alarms-empty-hint = Whoever looks at far more than usual or touches a control record will appear here.
access-alarm-look = What they read
access-alarm-settle = Settled
access-alarm-settled = settled by { $who }, { $when }
access-alarm-settled-done = The alarm is settled.
access-alarm-canary-card = { $who }: a control record was opened
access-alarm-canary-reveal = { $who }: a control record was revealed
access-alarm-canary-export = { $who }: a control record was exported
access-alarm-canary-mail = { $who }: a control record was written to
access-alarm-canary-call = { $who }: a control record was called
access-alarm-canary-why = There is no such customer in truth, and no work that needs it.
access-alarm-unusual-card = { $who }: cards opened in a day: { $n }
access-alarm-unusual-list = { $who }: pages of lists read in a day: { $n }
access-alarm-unusual-search = { $who }: searches in a day: { $n }
access-alarm-unusual-reveal = { $who }: masked values revealed in a day: { $n }
access-alarm-unusual-export = { $who }: records exported in a day: { $n }
access-alarm-usual-both = Usually { $own } a day, colleagues { $others }.
access-alarm-usual-own = Usually { $own } a day.
access-alarm-usual-others = Colleagues usually have { $others } a day.
access-alarm-usual-none = What is usual for this person is not known yet: they and their colleagues have fewer than five working days.
access-hand-over = Hand over

# Control records
access-canaries = Control records
access-canaries-lead = Add a made-up customer and mark it here. Whoever opens, reveals or exports it raises an alarm. The card shows nothing of this.
access-canary-plant = Mark
access-canary-planted = The control record is marked.
access-canary-lift = Take the mark off
access-canary-lifted = The mark is taken off.
access-canary-unknown = The address of the card is needed, or the id in it.
access-audit-changes = Changes
access-audit-verb = What was done
access-audit-fields = Fields
access-audit-changes-empty = There are no such changes
access-audit-changes-empty-hint = Choose another period or another person.
