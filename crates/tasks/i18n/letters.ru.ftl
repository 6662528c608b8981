tasks-letter-subject = { $n ->
    [1] Напоминание: { $title }
    [one] Пора заняться { $n } задачей
    [few] Пора заняться { $n } задачами
    [many] Пора заняться { $n } задачами
   *[other] Пора заняться { $n } задачами
}
tasks-letter-off = Все задачи и как отключить эти письма: { $address }
tasks-letters-begin = Напоминать по e-mail
tasks-letters-end = Не напоминать по e-mail
tasks-letters-begun = Напоминания будут приходить по e-mail
tasks-letters-ended = Напоминания по e-mail больше не приходят
