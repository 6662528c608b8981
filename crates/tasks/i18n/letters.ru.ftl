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
tasks-browsers = Напоминания в браузере
tasks-browsers-lead = Браузер напомнит о задаче, даже когда Картотека закрыта: за четверть часа до срока, а о задачах на день — в девять утра.
tasks-browsers-soon = Ключ для браузеров готовится: обновите страницу через минуту.
tasks-browser = Браузер
tasks-browser-add = Напоминать в этом браузере
tasks-browser-added = Этот браузер будет напоминать
tasks-browser-forget = Не напоминать
tasks-browser-forgotten = Браузер больше не будет напоминать
tasks-browser-refused = Браузер не разрешает уведомления. Разрешите их для этого сайта в настройках браузера.
tasks-browser-silent = Браузер не дал адреса для уведомлений. Нужны включённые скрипты и браузер, который умеет уведомления.
tasks-browser-many = Браузеров уже двадцать. Уберите один из них.
