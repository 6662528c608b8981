# Время

words-month-1 = январь
words-month-2 = февраль
words-month-3 = март
words-month-4 = апрель
words-month-5 = май
words-month-6 = июнь
words-month-7 = июль
words-month-8 = август
words-month-9 = сентябрь
words-month-10 = октябрь
words-month-11 = ноябрь
words-month-12 = декабрь

words-month-of-1 = января
words-month-of-2 = февраля
words-month-of-3 = марта
words-month-of-4 = апреля
words-month-of-5 = мая
words-month-of-6 = июня
words-month-of-7 = июля
words-month-of-8 = августа
words-month-of-9 = сентября
words-month-of-10 = октября
words-month-of-11 = ноября
words-month-of-12 = декабря

words-weekday-1 = понедельник
words-weekday-2 = вторник
words-weekday-3 = среда
words-weekday-4 = четверг
words-weekday-5 = пятница
words-weekday-6 = суббота
words-weekday-7 = воскресенье

words-date = { $day } { $month } { $year } г.
words-date-time = { $date }, { $time }
words-yearly = { $day } { $month }
words-month = { $month } { $year } г.

# Промежутки

words-ago-moment = только что
words-ago-day = вчера
words-ago-minutes = { $n ->
    [one] { $n } минуту назад
    [few] { $n } минуты назад
   *[many] { $n } минут назад
}
words-ago-hours = { $n ->
    [one] { $n } час назад
    [few] { $n } часа назад
   *[many] { $n } часов назад
}
words-ago-days = { $n ->
    [one] { $n } день назад
    [few] { $n } дня назад
   *[many] { $n } дней назад
}
words-ago-weeks = { $n ->
    [one] { $n } неделю назад
    [few] { $n } недели назад
   *[many] { $n } недель назад
}
words-ago-months = { $n ->
    [one] { $n } месяц назад
    [few] { $n } месяца назад
   *[many] { $n } месяцев назад
}
words-ago-years = { $n ->
    [one] { $n } год назад
    [few] { $n } года назад
   *[many] { $n } лет назад
}

words-until-moment = сейчас
words-until-day = завтра
words-until-minutes = { $n ->
    [one] через { $n } минуту
    [few] через { $n } минуты
   *[many] через { $n } минут
}
words-until-hours = { $n ->
    [one] через { $n } час
    [few] через { $n } часа
   *[many] через { $n } часов
}
words-until-days = { $n ->
    [one] через { $n } день
    [few] через { $n } дня
   *[many] через { $n } дней
}
words-until-weeks = { $n ->
    [one] через { $n } неделю
    [few] через { $n } недели
   *[many] через { $n } недель
}
words-until-months = { $n ->
    [one] через { $n } месяц
    [few] через { $n } месяца
   *[many] через { $n } месяцев
}
words-until-years = { $n ->
    [one] через { $n } год
    [few] через { $n } года
   *[many] через { $n } лет
}

words-days = { $n } д
words-hours = { $n } ч
words-minutes = { $n } мин
words-seconds = { $n } с

# Размеры и перечисления

words-bytes = { $size } Б
words-kilobytes = { $size } КБ
words-megabytes = { $size } МБ
words-gigabytes = { $size } ГБ
words-terabytes = { $size } ТБ

words-list = { $head } и { $last }
