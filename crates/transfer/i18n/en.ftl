# Kinds of files
transfer-format-access = Access database
transfer-format-xlsx = Excel workbook (XLSX)
transfer-format-ods = OpenDocument spreadsheet (ODS)
transfer-format-xls = Excel workbook (XLS, XLSB)
transfer-format-vcard = Contact cards (vCard)
transfer-format-commerceml = 1C exchange (CommerceML)
transfer-format-json = JSON
transfer-format-ndjson = JSON by lines (NDJSON)
transfer-format-sql_dump = Dump of a shop's database (SQL)
transfer-format-delimited = Delimited text (CSV, TSV)
transfer-target-csv = CSV for Excel
transfer-target-xlsx = Excel (XLSX)
transfer-target-ods = OpenDocument (ODS)
transfer-target-vcf = Contact cards (vCard 4)
transfer-target-ndjson = JSON by lines (NDJSON)
transfer-target-parquet = Parquet

# What the rows are
transfer-subject-customers = customers
transfer-subject-deals = deals
transfer-subject-orders = orders
transfer-subject-products = products

# What is wrong with the file
transfer-file-io = The file “{ $file }” could not be read: { $detail }. Read up to row { $row }. Check that it is still there and try again.
transfer-file-empty = The file “{ $file }” is empty. Choose another one or save it again.
transfer-file-other-kind = “{ $file }” is { $kind }, not a table. Save the data as XLSX or CSV and upload them again.
transfer-file-unknown = “{ $file }” is no kind of file that we know. Save the data as XLSX or CSV and upload them again.
transfer-file-archive = “{ $file }” is an archive. Unpack it and upload the files inside.
transfer-file-password = “{ $file }” is locked with a password. Open it in its program, take the password off, save it and upload it again.
transfer-file-truncated = “{ $file }” breaks off before its end. Read up to row { $row }. Download or copy the file again.
transfer-file-damaged = “{ $file }” is damaged inside ({ $detail }). Read up to row { $row }. Open it in its program, save it again and upload it.
transfer-file-bomb = “{ $file }” unpacks to an unlikely size, so reading was stopped. Read up to row { $row }. If the file is genuine, save it as CSV.
transfer-file-no-tables = “{ $file }” holds no table with data. Check that it is the right file.
transfer-file-no-such-table = “{ $file }” has no sheet or table “{ $name }”. Choose another from the list.
transfer-file-unknown-encoding = The encoding “{ $name }” is not known. Choose one from the list.
transfer-file-unknown-format = The kind of file “{ $name }” is not known. Choose one from the list.
transfer-file-version = “{ $file }” is saved in version { $name }, which cannot be read. Save it in a newer or older version.

# What is wrong with the row
transfer-row-too-long = The row is longer than { $limit } MB. A line end is probably missing in the file: mend it and upload the row again.
transfer-row-unclosed-quote = A quotation mark is opened and never closed. Close it or take it out and upload the row again.
transfer-row-bad-json = This is not a JSON object: { $detail }. Mend the record and upload it again.
transfer-row-broken-card = The card has no end (END:VCARD). The file was probably cut: export the contact again.
transfer-row-too-many-columns = The row has more than { $limit } columns. Check that the separator is the right one.
transfer-row-damaged = This place of the file is damaged and the row cannot be read. Open the file in its program and save it again.

# What is wrong with the cell
transfer-cell-formula = The formula in the cell ended in an error. Mend the formula or type the value.
transfer-cell-undecodable = The cell has letters that the chosen encoding does not know. Choose another encoding of the file.
transfer-cell-bad-date = There is no such date. Type it again.
transfer-cell-attachment = Pictures and attachments are not brought in. Upload them to the customer's card by themselves.
transfer-cell-damaged = The value is damaged. Type it again.

# What is worth knowing
transfer-warning-wrong-ending = The file's name ends in “.{ $ending }”, but inside it is { $format }. It was read by its content.
transfer-warning-unsure-encoding = The encoding looks like { $encoding }, but this is far from sure. If the letters look wrong, choose another.
transfer-warning-no-header = No row with column names was found. If there is one, give its number.
transfer-warning-attachments = Pictures and attachments are not brought in: { $columns }.

# Export
transfer-write-disk-full = The disk is full. Make room and export again.
transfer-write-io = It could not be written: { $detail }. Try again.
transfer-write-too-many-columns = There are more than { $limit } columns, which do not fit into this kind of file. Leave some out or choose CSV.

# Columns and the way of a run
transfer-mapping-no-column = The file has no column “{ $name }”. Look over what the columns are.
transfer-mapping-no-field = The card has no field “{ $name }”. Choose another one or leave the column out.
transfer-mapping-nothing = Every column is left out. Choose a field for at least one.
transfer-cell-gender = This is neither female nor male. Write “f” or “m”.
transfer-cell-consent = This is neither a yes nor a no. Write “yes” or “no”.
transfer-bringing-in = Bringing customers in
transfer-taking-back = Taking the import back
transfer-rejects-reason = Why it was not brought in
transfer-rejects-row = Row in the file

# The pages of imports
transfer-nav = Import
transfer-title = Import
transfer-lead = Bring your spreadsheets of customers as they are: columns, encoding and format are found by themselves, and before anything is brought in you see what will become of each row.
transfer-drop = Drop files here or choose them on your computer
transfer-drop-help = CSV, Excel, OpenDocument, Access, vCard, JSON, exports of Google, Outlook, amoCRM, Bitrix24, HubSpot.
transfer-look = See what is inside
transfer-earlier = Earlier imports
transfer-none = Nothing was imported yet.
transfer-no-file = No file was chosen. Choose at least one.
transfer-not-kept = The file cannot be kept: the disk is full or does not answer. Free some room and try again.
transfer-unusable = The file cannot be brought in
transfer-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
transfer-state-draft = Draft
transfer-state-running = Under way
transfer-state-done = Brought in
transfer-state-failed = Not brought in to its end
transfer-state-undoing = Being taken back
transfer-state-undone = Taken back
transfer-state-stopped = Stopped
transfer-state-broken = Broken off
transfer-count-rows = Rows read
transfer-count-new = New customers
transfer-count-merged = Added to cards
transfer-count-unchanged = Unchanged
transfer-count-conflicts = Of these, with a disagreement
transfer-count-rejected = Not brought in
transfer-count-undone = Put back as they were
transfer-count-left = Left, since somebody changed them afterwards
transfer-stop = Stop
transfer-resume = Go on
transfer-reload = Refresh
transfer-rejects = Download the rows not brought in
transfer-undo = Undo the import
transfer-undo-begun = The import is being taken back.
transfer-see-customers = To the customers
transfer-found = What the file is
transfer-encoding = Encoding
transfer-separator = Separator
transfer-separator-comma = Comma
transfer-separator-semicolon = Semicolon
transfer-separator-tab = Tab
transfer-separator-bar = Bar
transfer-table = Sheet or table
transfer-header-row = Row with the names of columns
transfer-rule = When a card says something else
transfer-rule-ask = Keep both and ask
transfer-rule-newest = Believe the file
transfer-rule-most-trusted = Believe the more trusted source
transfer-columns = Columns
transfer-column = In the file
transfer-place = Field of the card
transfer-place-leave = Leave out
transfer-place-new = New field
transfer-place-id = The customer’s id in Kartoteka
transfer-place-kind = Person or organization
transfer-place-full-name = Whole name
transfer-place-company = Organization
transfer-place-address-part = Part of an address
transfer-place-tax-id = IIN, BIN or INN
transfer-place-accepts-email = Agreed to news by e-mail
transfer-place-accepts-sms = Agreed to SMS
transfer-place-refuses-email = Refused news by e-mail
transfer-preview = What will become of the first rows
transfer-row = Row
transfer-outcome = Outcome
transfer-card = Card or reason
transfer-outcome-new = New customer
transfer-outcome-merged = Adds to a card
transfer-outcome-conflict = Disagreement
transfer-outcome-unchanged = There already
transfer-outcome-rejected = Will not be brought in
transfer-start = Import
transfer-look-again = Check my choices
transfer-export-kind = Kind
transfer-export-unknown-format = There is no such format. Choose CSV, XLSX, ODS, vCard, NDJSON or Parquet.
transfer-export-name = Full name
transfer-export-person = Person
transfer-export-organization = Organization
transfer-export-unknown-column = There is no column “{ $name }”. Name a field of the card, made or changed.
transfer-export-title = Export
transfer-export-format = Kind of file
transfer-export-columns-help = The columns of the list are ticked. The number of the customer in Kartoteka always goes along: by it a changed file finds its cards again.
transfer-export-journal = Every export is written to the journal: who took what, and how many rows.
transfer-export-do = Download
transfer-taking-out = Writing the exported file
transfer-out-title = My exports
transfer-out-lead = Only you see these files. Each is kept for three days and then removed.
transfer-out-empty = No exports yet
transfer-out-empty-text = Long lists are made in the background and appear here. Choose a list of customers and press Export.
transfer-out-later = Make it in the background
transfer-out-state-waiting = Waits for consent
transfer-out-state-running = Being made
transfer-out-state-done = Ready
transfer-out-state-failed = Not made
transfer-out-state-gone = Removed
transfer-out-wait = You may close this page: the file will be among “My exports”.
transfer-out-resumes = If the download breaks off, go on with it in the browser: the file need not be made again.
transfer-out-no = Number of the export
transfer-out-size = Size
transfer-out-ends = Kept until
transfer-out-drop = Remove the file
transfer-out-dropped = The export is removed
transfer-out-not-now = There is no file now: it is still being made, was not made, or its time is over. Open “My exports”.
transfer-out-other-sight = Since the file was made, which customers you see has changed, so it is not given out. Export the list again.
transfer-out-no-right = The export was ended: your rights, or which customers you see, have changed. Export the list again.
transfer-out-refused = The second person refused the export.
transfer-out-elsewhere = The same list was downloaded directly with the same consent.
transfer-out-quota = Today's export quota is used up. Try tomorrow, or ask for a larger one.
transfer-out-old-consent = The second person's consent is too old. Ask for the export again.
transfer-out-erased = The file was removed: one of the customers was erased at their request. Export the list again.
transfer-target-help-csv = Opens in Excel and everywhere else. Cells that look like formulas are made safe with an apostrophe.
transfer-target-help-xlsx = With dates and numbers as such, and a frozen heading.
transfer-target-help-ods = For LibreOffice and others, with dates and numbers as such.
transfer-target-help-vcf = For phones and mail programs.
transfer-target-help-ndjson = A record a line, for programs; columns are called by their slugs.
transfer-target-help-parquet = For analysis: typed columns, packed.
transfer-cell-colleague = There is no colleague “{ $name }”. Write the name as it stands in the list of staff, or leave the column out.
transfer-export-waits = The export waits for a second person to agree. Come back to this list when they have, and download it.
transfer-export-reason-help = Needed when there are many records: a second person has to agree, and sees what they are for.
transfer-outcome-likely = Like a known customer
transfer-likely-new = Make a new customer
transfer-likely-is = This is { $name } ({ $percent } %)
transfer-mended = Mended
transfer-mend-help = Cells can be mended right here: what you mend stays with this import, the file itself is left as it is. Then press “Check my choices”.
transfer-kept = These cards stay, since people have worked with them after the import.
transfer-mapping-unreadable = This cannot be understood. See the format in the description of the API.
transfer-orders-not-order = This is no order but another document
transfer-orders-blank = There is nothing in the row
transfer-orders-row = Row of the file
transfer-orders-reason = Reason
transfer-orders-title = Orders from a file
transfer-orders-no-file = Choose a file first
transfer-orders-unknown-file = The file has neither orders with a date nor products with a code
transfer-orders-counts = rows: { $rows }, orders: { $orders }; new rows { $new }, changed { $changed }, unchanged { $unchanged }, rejected { $rejected }
transfer-orders-text = CSV, Excel, exports of OpenCart, WooCommerce and Shopify, CommerceML of 1C. Rows with one number become one order. The same file again doubles nothing
transfer-orders-send = Load the orders
transfer-orders-rejects = Rejected rows
transfer-orders-empty = There were no files yet
transfer-orders-empty-text = Each file stays here and can be taken back whole
transfer-orders-undone = { $n ->
    [one] { $n } order went
   *[other] { $n } orders went
}
transfer-pace = { $rate } rows/s, { $left } left
transfer-rejects-without = The customer came in without these cells. { $reasons }
transfer-without = Without these cells: { $reasons }
transfer-outcome-aside = Comes in without a cell
transfer-broken = When a cell cannot be understood
transfer-broken-set-aside = Import the customer without it and put the cell into a file
transfer-broken-reject-row = Leave out the whole row
transfer-count-set-aside = Cells set aside from imported rows
transfer-goes-on-itself = Then it goes on by itself.
transfer-statement-kind = Kind
transfer-statement-note = Remark
