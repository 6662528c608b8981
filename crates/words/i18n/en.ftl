# Time

words-month-1 = January
words-month-2 = February
words-month-3 = March
words-month-4 = April
words-month-5 = May
words-month-6 = June
words-month-7 = July
words-month-8 = August
words-month-9 = September
words-month-10 = October
words-month-11 = November
words-month-12 = December

words-month-of-1 = January
words-month-of-2 = February
words-month-of-3 = March
words-month-of-4 = April
words-month-of-5 = May
words-month-of-6 = June
words-month-of-7 = July
words-month-of-8 = August
words-month-of-9 = September
words-month-of-10 = October
words-month-of-11 = November
words-month-of-12 = December

words-weekday-1 = Monday
words-weekday-2 = Tuesday
words-weekday-3 = Wednesday
words-weekday-4 = Thursday
words-weekday-5 = Friday
words-weekday-6 = Saturday
words-weekday-7 = Sunday

words-date = { $day } { $month } { $year }
words-date-time = { $date }, { $time }
words-yearly = { $day } { $month }
words-month = { $month } { $year }

# Spans

words-ago-moment = just now
words-ago-day = yesterday
words-ago-minutes = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
words-ago-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
words-ago-days = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
words-ago-weeks = { $n ->
    [one] { $n } week ago
   *[other] { $n } weeks ago
}
words-ago-months = { $n ->
    [one] { $n } month ago
   *[other] { $n } months ago
}
words-ago-years = { $n ->
    [one] { $n } year ago
   *[other] { $n } years ago
}

words-until-moment = now
words-until-day = tomorrow
words-until-minutes = { $n ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
words-until-hours = { $n ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
words-until-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
words-until-weeks = { $n ->
    [one] in { $n } week
   *[other] in { $n } weeks
}
words-until-months = { $n ->
    [one] in { $n } month
   *[other] in { $n } months
}
words-until-years = { $n ->
    [one] in { $n } year
   *[other] in { $n } years
}

words-days = { $n } d
words-hours = { $n } h
words-minutes = { $n } min
words-seconds = { $n } s

# Sizes and lists

words-bytes = { $size } B
words-kilobytes = { $size } KB
words-megabytes = { $size } MB
words-gigabytes = { $size } GB
words-terabytes = { $size } TB

words-list = { $head } and { $last }
