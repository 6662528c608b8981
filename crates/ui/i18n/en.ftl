# Common words: the frame, buttons, states.
ui-product = Kartoteka
ui-tagline = Kartoteka: one truthful card per client
ui-skip = To the content
ui-capabilities = Sections
ui-more = More
ui-fold = Fold
ui-demo = Demo company
ui-demo-hint = The base holds the demo company. One button removes it whole
ui-search = Search
ui-search-hint = Find a client or an action
ui-palette = Search and actions
ui-nothing-found = Nothing found
ui-running = { $n ->
    [one] { $n } job is running
   *[other] { $n } jobs are running
}
ui-reminders = { $n ->
    [one] { $n } reminder
   *[other] { $n } reminders
}
ui-my-settings = My settings
ui-sign-out = Sign out
ui-theme = Theme
ui-theme-system = As on the device
ui-theme-light = Light
ui-theme-dark = Dark
ui-drawer = Card

# Buttons
ui-save = Save
ui-cancel = Cancel
ui-close = Close
ui-undo = Undo
ui-add = Add
ui-change = Change
ui-remove = Remove
ui-delete = Delete
ui-archive = Archive
ui-restore = Restore
ui-open = Open
ui-open-whole = Open whole
ui-back = Back
ui-next = Next
ui-go-on = Go on
ui-done = Done
ui-apply = Apply
ui-reset = Reset
ui-clear = Clear
ui-copy = Copy
ui-download = Download
ui-upload = Upload
ui-try-again = Try again
ui-stop = Stop
ui-select = Select
ui-select-all = Select all on this page
ui-show-more = Show more
ui-learn-more = Learn more
ui-filter = Filter
ui-filter-add = Condition
ui-conditions-all = all of these hold
ui-conditions-any = any of these holds
ui-conditions-none = none of these holds
ui-conditions-group = Group of conditions
ui-columns = Columns
ui-columns-hint = Drag to change the order
ui-sort = Order
ui-sort-up = Ascending
ui-sort-down = Descending
ui-column-wider = Column width
ui-views = Views
ui-view-save = Save the view
ui-previous = Previous
ui-page-of = Pages
ui-export = Export
ui-import = Import from a file
ui-settings = Settings

# States
ui-yes = yes
ui-no = no
ui-and = and
ui-or = or
ui-not = not
ui-none = no data
ui-loading = Loading
ui-saved = Saved
ui-copied = Copied
ui-failed = That did not work. Nothing was lost, try again
ui-offline = The server cannot be reached. What you typed is kept on this device
ui-required = required
ui-optional = optional
ui-right = right
ui-error-count = { $n ->
    [one] Mend { $n } field
   *[other] Mend { $n } fields
}
ui-draft-restored = Draft restored
ui-draft-discard = Discard
ui-leave = Leave without saving?
ui-selected = Selected:
ui-all = All
ui-estimate = about
ui-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
ui-rows-word = Table
ui-board-word = Board
ui-example = Example
ui-why = Why
ui-drop-here = Drop a file here or choose one
ui-show-password = Show the password

# Facts
ui-fact-source = Source
ui-fact-when = When
ui-fact-who = Brought by
ui-fact-sure = How sure
ui-fact-history = Earlier
ui-fact-still-so = Still so
ui-fact-semantic = fact
ui-fact-episodic = from events
ui-fact-hypothetical = a guess
ui-fact-value = what matters
ui-conflict = Sources disagree
ui-conflict-pick = This is right
ui-completeness = { $percent }% complete
ui-freshness = Freshness

# Keys
ui-keys = Keys
ui-keys-palette = search and any action
ui-keys-search = search this list
ui-keys-down = next row
ui-keys-up = previous row
ui-keys-select = select the row
ui-keys-open = open the card
ui-keys-drawer = open at the side
ui-keys-edit = edit
ui-keys-new = add
ui-keys-close = close
ui-keys-help = this list
ui-alarms = { $n ->
    [one] { $n } alarm
   *[other] { $n } alarms
}
