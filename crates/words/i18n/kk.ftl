# Уақыт

words-month-1 = қаңтар
words-month-2 = ақпан
words-month-3 = наурыз
words-month-4 = сәуір
words-month-5 = мамыр
words-month-6 = маусым
words-month-7 = шілде
words-month-8 = тамыз
words-month-9 = қыркүйек
words-month-10 = қазан
words-month-11 = қараша
words-month-12 = желтоқсан

words-month-of-1 = қаңтар
words-month-of-2 = ақпан
words-month-of-3 = наурыз
words-month-of-4 = сәуір
words-month-of-5 = мамыр
words-month-of-6 = маусым
words-month-of-7 = шілде
words-month-of-8 = тамыз
words-month-of-9 = қыркүйек
words-month-of-10 = қазан
words-month-of-11 = қараша
words-month-of-12 = желтоқсан

words-weekday-1 = дүйсенбі
words-weekday-2 = сейсенбі
words-weekday-3 = сәрсенбі
words-weekday-4 = бейсенбі
words-weekday-5 = жұма
words-weekday-6 = сенбі
words-weekday-7 = жексенбі

words-date = { $year } ж. { $day } { $month }
words-date-time = { $date }, { $time }
words-yearly = { $day } { $month }
words-month = { $year } ж. { $month }

# Аралықтар

words-ago-moment = жаңа ғана
words-ago-day = кеше
words-ago-minutes = { $n } минут бұрын
words-ago-hours = { $n } сағат бұрын
words-ago-days = { $n } күн бұрын
words-ago-weeks = { $n } апта бұрын
words-ago-months = { $n } ай бұрын
words-ago-years = { $n } жыл бұрын

words-until-moment = қазір
words-until-day = ертең
words-until-minutes = { $n } минуттан кейін
words-until-hours = { $n } сағаттан кейін
words-until-days = { $n } күннен кейін
words-until-weeks = { $n } аптадан кейін
words-until-months = { $n } айдан кейін
words-until-years = { $n } жылдан кейін

words-days = { $n } күн
words-hours = { $n } сағ
words-minutes = { $n } мин
words-seconds = { $n } с

# Өлшемдер мен тізбелер

words-bytes = { $size } Б
words-kilobytes = { $size } КБ
words-megabytes = { $size } МБ
words-gigabytes = { $size } ГБ
words-terabytes = { $size } ТБ

words-list = { $head } және { $last }
