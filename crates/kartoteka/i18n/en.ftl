# The command line

kartoteka-no-base = There is no base at { $place }. "kartoteka serve" starts one.
kartoteka-nobody = Nobody here has the e-mail { $email }. "kartoteka user list" shows everybody.
kartoteka-no-scope = There is no such scope. Take all, read, or one of these, with :read after it for reading only: { $known }.

kartoteka-backup-done = { $path } is made: { $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
}, { $files ->
    [one] { $files } file
   *[other] { $files } files
}, { $entries ->
    [one] { $entries } journal entry
   *[other] { $entries } journal entries
}.
kartoteka-restore-done = The backup of { $made-at } is restored.
kartoteka-restore-aside = The base that stood there before is kept as { $path }.
kartoteka-archive-exists = { $path } is there already. Choose another name.
kartoteka-archive-not-a-backup = This is not a backup made by Kartoteka: { $what }.
kartoteka-archive-too-new = This backup was made by a newer Kartoteka ({ $what }). Update the program.
kartoteka-archive-damaged = The backup is damaged and nothing was touched: { $what }. Take an earlier one.
kartoteka-archive-in-use = Kartoteka is running on { $place }. Stop it first.
kartoteka-archive-not-empty = { $place } is not empty. With --force what is there is put aside, or emptied on PostgreSQL.
kartoteka-archive-failed = It failed: { $what }.

kartoteka-migrate-done = { $n ->
    [0] The base is up to date.
    [one] { $n } step was taken; the base is up to date.
   *[other] { $n } steps were taken; the base is up to date.
}
kartoteka-move-done = { $n ->
    [one] { $n } row
   *[other] { $n } rows
} moved to { $place }; counts and checksums of all tables agree.
kartoteka-move-not-empty = { $place } is not empty. Move into a base that was never used.
kartoteka-move-behind = { $place } is not up to date (it lacks { $what }). Run "kartoteka migrate --database" on it first.
kartoteka-move-differs = The table { $what } came out different. Do not use the new base; move again into an empty one.

kartoteka-sql-cut = Only the first { $n } rows are shown; there are more.
kartoteka-sql-wrong = The question cannot be answered: { $what }.

# The doctor

kartoteka-doctor-sound = All is well.
kartoteka-doctor-failed = This could not be looked at: { $what }.
kartoteka-doctor-failed-do = If the base is damaged, stop Kartoteka and restore the last backup.
kartoteka-doctor-steps-unknown = A newer Kartoteka has worked on this base: { $what }.
kartoteka-doctor-steps-unknown-do = Update this program.
kartoteka-doctor-steps-missing = The base is not up to date: { $what }.
kartoteka-doctor-steps-missing-do = Run "kartoteka migrate"; "kartoteka serve" does it by itself.
kartoteka-doctor-steps-altered = A step said something else when this base took it: { $what }.
kartoteka-doctor-steps-altered-do = A build that was never released made this base. Move it with "kartoteka migrate --from --to".
kartoteka-doctor-pages-broken = The base is damaged in { $n ->
    [one] { $n } place
   *[other] { $n } places
}: { $what }.
kartoteka-doctor-pages-broken-do = Stop Kartoteka, look after the disk, and restore the last backup.
kartoteka-doctor-journal-missing = Journal entries were taken out before number { $what }.
kartoteka-doctor-journal-missing-do = Find out who can write to the base besides Kartoteka, and compare it with a backup.
kartoteka-doctor-journal-altered = Journal entries were altered, the first is number { $what }.
kartoteka-doctor-journal-altered-do = Find out who can write to the base besides Kartoteka, and compare it with a backup.
kartoteka-doctor-journal-end = The end of the journal was moved near number { $what }.
kartoteka-doctor-journal-end-do = Find out who can write to the base besides Kartoteka, and compare it with a backup.
kartoteka-doctor-cards-traits = { $n ->
    [one] { $n } entry of the card index belongs
   *[other] { $n } entries of the card index belong
} to no card.
kartoteka-doctor-cards-traits-do = Run "kartoteka doctor --repair".
kartoteka-doctor-cards-past = { $n ->
    [one] { $n } earlier value belongs
   *[other] { $n } earlier values belong
} to no card.
kartoteka-doctor-cards-past-do = Cards are missing: compare the base with a backup.
kartoteka-doctor-cards-relations = { $n ->
    [one] { $n } relation leads
   *[other] { $n } relations lead
} to no card.
kartoteka-doctor-cards-relations-do = Cards are missing: compare the base with a backup.
kartoteka-doctor-cards-search = { $n ->
    [one] { $n } card is
   *[other] { $n } cards are
} missing in the search or no longer there.
kartoteka-doctor-cards-search-do = Run "kartoteka doctor --repair".
kartoteka-doctor-jobs-dead = { $n ->
    [one] { $n } job has failed for good.
   *[other] { $n } jobs have failed for good.
}
kartoteka-doctor-jobs-dead-do = Read their errors in the list of jobs, then try them again.
kartoteka-doctor-jobs-overdue = { $n ->
    [one] { $n } job has waited for more than an hour.
   *[other] { $n } jobs have waited for more than an hour.
}
kartoteka-doctor-jobs-overdue-do = Start "kartoteka serve": only it does the jobs.
kartoteka-doctor-jobs-stuck = { $n ->
    [one] { $n } job was cut off in the middle.
   *[other] { $n } jobs were cut off in the middle.
}
kartoteka-doctor-jobs-stuck-do = Start "kartoteka serve": it takes them up again.
kartoteka-doctor-files-unreachable = The files cannot be reached: { $what }.
kartoteka-doctor-files-unreachable-do = Check KARTOTEKA_FILES and that the folder or the server is there.
kartoteka-doctor-files-missing = { $n ->
    [one] { $n } file named on cards is
   *[other] { $n } files named on cards are
} not there, such as { $what }.
kartoteka-doctor-files-missing-do = Bring the files back from a backup.
kartoteka-doctor-files-damaged = { $n ->
    [one] { $n } file is
   *[other] { $n } files are
} not what they were, such as { $what }.
kartoteka-doctor-files-damaged-do = Look after the disk and bring the files back from a backup.
kartoteka-doctor-disk-low = Only { $n } MB are free where { $what } lies.
kartoteka-doctor-disk-low-do = Free some space: when the disk is full nothing can be saved.
kartoteka-doctor-clock-behind = The clock is { $n } min behind the newest journal entry.
kartoteka-doctor-clock-behind-do = Set the clock of this machine, best by NTP.
kartoteka-doctor-clock-apart = The clocks of this machine and of the database are { $n } min apart.
kartoteka-doctor-clock-apart-do = Set the clocks of both machines, best by NTP.
kartoteka-doctor-reads-altered = Entries of who read what were altered; the first altered batch ends with number { $what }.
kartoteka-doctor-reads-altered-do = Find out who can write to the base besides Kartoteka, and compare it with a backup.
