# Командная строка

kartoteka-no-base = По адресу { $place } базы нет. Её заведёт «kartoteka serve».
kartoteka-nobody = С e-mail { $email } здесь никого нет. Всех покажет «kartoteka user list».
kartoteka-no-scope = Такой области нет. Годятся all, read или одна из этих, с :read для чтения: { $known }.

kartoteka-backup-done = Готово: { $path }. В копии { $customers ->
    [one] { $customers } клиент
    [few] { $customers } клиента
   *[many] { $customers } клиентов
}, { $files ->
    [one] { $files } файл
    [few] { $files } файла
   *[many] { $files } файлов
}, { $entries ->
    [one] { $entries } запись журнала
    [few] { $entries } записи журнала
   *[many] { $entries } записей журнала
}.
kartoteka-restore-done = Восстановлена копия от { $made-at }.
kartoteka-restore-aside = Прежняя база сохранена как { $path }.
kartoteka-archive-exists = { $path } уже есть. Выберите другое имя.
kartoteka-archive-not-a-backup = Это не резервная копия Картотеки: { $what }.
kartoteka-archive-too-new = Эту копию сделала более новая Картотека ({ $what }). Обновите программу.
kartoteka-archive-damaged = Копия повреждена, ничего не тронуто: { $what }. Возьмите более раннюю.
kartoteka-archive-in-use = Картотека сейчас работает с { $place }. Сначала остановите её.
kartoteka-archive-not-empty = База { $place } не пуста. С --force прежняя будет отложена, а на PostgreSQL очищена.
kartoteka-archive-failed = Не получилось: { $what }.

kartoteka-migrate-done = { $n ->
    [0] База не требует обновления.
    [one] Сделан { $n } шаг, база обновлена.
    [few] Сделано { $n } шага, база обновлена.
   *[many] Сделано { $n } шагов, база обновлена.
}
kartoteka-move-done = В { $place } { $n ->
    [one] перенесена { $n } строка
    [few] перенесены { $n } строки
   *[many] перенесено { $n } строк
}; число строк и контрольные суммы всех таблиц совпали.
kartoteka-move-not-empty = База { $place } не пуста. Переносите в базу, которой ещё не пользовались.
kartoteka-move-behind = База { $place } не обновлена (нет шага { $what }). Сначала выполните для неё «kartoteka migrate --database».
kartoteka-move-differs = Таблица { $what } перенеслась с отличиями. Не пользуйтесь новой базой, перенесите заново в пустую.

kartoteka-sql-cut = Показаны только первые строки ({ $n }), есть и другие.
kartoteka-sql-wrong = На этот запрос нельзя ответить: { $what }.

# Осмотр базы

kartoteka-doctor-sound = Всё в порядке.
kartoteka-doctor-failed = Осмотреть не удалось: { $what }.
kartoteka-doctor-failed-do = Если база повреждена, остановите Картотеку и восстановите последнюю копию.
kartoteka-doctor-steps-unknown = С базой работала более новая Картотека: { $what }.
kartoteka-doctor-steps-unknown-do = Обновите эту программу.
kartoteka-doctor-steps-missing = База не обновлена: { $what }.
kartoteka-doctor-steps-missing-do = Выполните «kartoteka migrate»; «kartoteka serve» делает это сама.
kartoteka-doctor-steps-altered = Когда база делала этот шаг, он был другим: { $what }.
kartoteka-doctor-steps-altered-do = Базу завела невыпущенная сборка. Перенесите её командой «kartoteka migrate --from --to».
kartoteka-doctor-pages-broken = База повреждена, { $n ->
    [one] { $n } место
    [few] { $n } места
   *[many] { $n } мест
}: { $what }.
kartoteka-doctor-pages-broken-do = Остановите Картотеку, проверьте диск и восстановите последнюю копию.
kartoteka-doctor-journal-missing = Перед записью журнала { $what } недостаёт записей.
kartoteka-doctor-journal-missing-do = Выясните, кто кроме Картотеки может писать в базу, и сравните её с копией.
kartoteka-doctor-journal-altered = Записи журнала изменены, первая из них — { $what }.
kartoteka-doctor-journal-altered-do = Выясните, кто кроме Картотеки может писать в базу, и сравните её с копией.
kartoteka-doctor-journal-end = Конец журнала сдвинут около записи { $what }.
kartoteka-doctor-journal-end-do = Выясните, кто кроме Картотеки может писать в базу, и сравните её с копией.
kartoteka-doctor-cards-traits = { $n ->
    [one] { $n } строка указателя не относится
    [few] { $n } строки указателя не относятся
   *[many] { $n } строк указателя не относятся
} ни к одной карточке.
kartoteka-doctor-cards-traits-do = Выполните «kartoteka doctor --repair».
kartoteka-doctor-cards-past = { $n ->
    [one] { $n } прежнее значение не относится
    [few] { $n } прежних значения не относятся
   *[many] { $n } прежних значений не относятся
} ни к одной карточке.
kartoteka-doctor-cards-past-do = Карточки пропали: сравните базу с копией.
kartoteka-doctor-cards-relations = { $n ->
    [one] { $n } связь ведёт
    [few] { $n } связи ведут
   *[many] { $n } связей ведут
} к карточкам, которых нет.
kartoteka-doctor-cards-relations-do = Карточки пропали: сравните базу с копией.
kartoteka-doctor-cards-search = { $n ->
    [one] { $n } карточка не находится поиском или в нём лишняя.
    [few] { $n } карточки не находятся поиском или в нём лишние.
   *[many] { $n } карточек не находятся поиском или в нём лишние.
}
kartoteka-doctor-cards-search-do = Выполните «kartoteka doctor --repair».
kartoteka-doctor-jobs-dead = { $n ->
    [one] { $n } задание окончательно не удалось.
    [few] { $n } задания окончательно не удались.
   *[many] { $n } заданий окончательно не удались.
}
kartoteka-doctor-jobs-dead-do = Прочтите ошибки в списке заданий и запустите их ещё раз.
kartoteka-doctor-jobs-overdue = { $n ->
    [one] { $n } задание ждёт больше часа.
    [few] { $n } задания ждут больше часа.
   *[many] { $n } заданий ждут больше часа.
}
kartoteka-doctor-jobs-overdue-do = Запустите «kartoteka serve»: задания выполняет только она.
kartoteka-doctor-jobs-stuck = { $n ->
    [one] { $n } задание оборвано на середине.
    [few] { $n } задания оборваны на середине.
   *[many] { $n } заданий оборваны на середине.
}
kartoteka-doctor-jobs-stuck-do = Запустите «kartoteka serve»: она продолжит их.
kartoteka-doctor-files-unreachable = Хранилище файлов недоступно: { $what }.
kartoteka-doctor-files-unreachable-do = Проверьте KARTOTEKA_FILES и то, что папка или сервер на месте.
kartoteka-doctor-files-missing = { $n ->
    [one] Нет { $n } файла, названного
    [few] Нет { $n } файлов, названных
   *[many] Нет { $n } файлов, названных
} в карточках, например { $what }.
kartoteka-doctor-files-missing-do = Верните файлы из резервной копии.
kartoteka-doctor-files-damaged = { $n ->
    [one] { $n } файл изменился
    [few] { $n } файла изменились
   *[many] { $n } файлов изменились
} сами собой, например { $what }.
kartoteka-doctor-files-damaged-do = Проверьте диск и верните файлы из резервной копии.
kartoteka-doctor-disk-low = Там, где лежит { $what }, свободно только { $n } МБ.
kartoteka-doctor-disk-low-do = Освободите место: на полный диск ничего нельзя сохранить.
kartoteka-doctor-clock-behind = Часы отстают от последней записи журнала на { $n } мин.
kartoteka-doctor-clock-behind-do = Выставьте часы этой машины, лучше всего через NTP.
kartoteka-doctor-clock-apart = Часы этой машины и базы данных расходятся на { $n } мин.
kartoteka-doctor-clock-apart-do = Выставьте часы обеих машин, лучше всего через NTP.
kartoteka-doctor-reads-altered = Записи о том, кто что смотрел, изменены; первая изменённая пачка кончается номером { $what }.
kartoteka-doctor-reads-altered-do = Выясните, кто кроме Картотеки может писать в базу, и сравните её с копией.
